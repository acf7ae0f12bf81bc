package dev.readiness.spring.assessment;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.asm.Type;

/** A value on its way through a method: of which type it is, and what it was made of as far as the code tells. Not thread-safe. */
public final class FlowValue {

    private static final int ENOUGH = 32;

    private final String type;

    private final Set<Part> parts = new LinkedHashSet<>();

    private FlowValue(String type) {
        this.type = type;
    }

    static FlowValue of(String type) {
        return new FlowValue(type);
    }

    static FlowValue of(String type, Part part) {
        FlowValue value = new FlowValue(type);
        value.parts.add(part);
        return value;
    }

    /** Returns the descriptor of its type, as far as it is known: that of the declaration. */
    public String type() {
        return type;
    }

    /** Returns what it was made of. */
    public Set<Part> parts() {
        return Set.copyOf(parts);
    }

    boolean isWide() {
        return type.equals("J") || type.equals("D");
    }

    void add(Collection<Part> others) {
        if (parts.size() < ENOUGH) {
            parts.addAll(others);
        }
    }

    void add(FlowValue other) {
        if (other != this && parts.size() < ENOUGH) {
            parts.addAll(other.parts);
        }
    }

    FlowValue mergedWith(FlowValue other) {
        if (other == this || parts.containsAll(other.parts)) {
            return this;
        }
        FlowValue merged = new FlowValue(type);
        merged.add(this);
        merged.add(other);
        return merged;
    }

    /** Where a value came from. */
    public enum Origin {
        /** A variable or a parameter of the method. */
        VARIABLE,
        /** A field. */
        FIELD,
        /** The result of a call. */
        CALL,
        /** An exception that was caught. */
        CAUGHT,
        /** A constant. */
        CONSTANT,
        /** What the method was given, for a listener that asks for it; a text begins with it. */
        INPUT,
        /** The same, in a text behind a separator of paths. */
        INPUT_BEHIND_SLASH,
        /** The same, anywhere in a text. */
        INPUT_WITHIN
    }

    /**
     * A thing that a value was made of.
     *
     * @param origin what it is
     * @param owner internal name of the class that has the field or the method; empty for others
     * @param name name of the variable, field or method; the text of a constant
     * @param type descriptor of its type
     */
    public record Part(Origin origin, String owner, String name, String type) {

        /** Returns whether it is something that the method was given. */
        public boolean isInput() {
            return origin == Origin.INPUT || origin == Origin.INPUT_BEHIND_SLASH || origin == Origin.INPUT_WITHIN;
        }

        /** Returns the internal name of its type, for example {@code java/lang/String}; nothing but the descriptor for others. */
        public String className() {
            Type parsed = Type.getType(type);
            return parsed.getSort() == Type.OBJECT ? parsed.getInternalName() : type;
        }
    }
}
