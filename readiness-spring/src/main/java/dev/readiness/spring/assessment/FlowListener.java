package dev.readiness.spring.assessment;

import java.util.List;

/** Is told what happens in a method, in the order of its code. */
public interface FlowListener {

    /**
     * A method is called.
     *
     * @param call the method
     * @param arguments what it is called with; the object on which it is called comes first if it is not static
     */
    default void called(FlowCall call, List<FlowValue> arguments) {}

    /** The method returns {@code value}. */
    default void returned(FlowValue value) {}

    /** Returns whether the result of {@code call}, and the object on which it is called, contain what it was called with. */
    default boolean carries(FlowCall call) {
        return call.carriesText();
    }
}
