package dev.readiness.spring.assessment;

import dev.readiness.spring.assessment.FlowValue.Part;
import java.util.Collection;
import java.util.List;
import java.util.Set;

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

    /**
     * Returns which parts of an argument the result of {@code call}, and the object on which it is called, are made of.
     *
     * @param position of the argument, as {@link #called} has them
     */
    default Collection<Part> contributed(FlowCall call, int position, FlowValue argument) {
        return carries(call) ? argument.parts() : Set.of();
    }

    /** Returns whether the object on which {@code call} is made takes in what it is called with. */
    default boolean keeps(FlowCall call) {
        return carries(call);
    }

    /**
     * Returns what a parameter is made of beyond its name.
     *
     * @param position of the parameter; where there is a {@code this}, it is number 0
     * @param type descriptor of its type
     */
    default Collection<Part> given(int position, String type) {
        return Set.of();
    }

    /** The way that the code takes depends on {@code value}. */
    default void decidedBy(FlowValue value) {}
}
