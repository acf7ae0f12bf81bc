package dev.readiness.spring.injection;

import dev.readiness.spring.assessment.FlowValue;
import dev.readiness.spring.assessment.FlowValue.Origin;
import dev.readiness.spring.assessment.FlowValue.Part;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Parts of values that a method was given. Their name is the position of the parameter, and a property after a dot. */
final class InputParts {

    private static final Set<String> TEXTS =
            Set.of("Ljava/lang/String;", "Ljava/lang/CharSequence;", "[Ljava/lang/String;", "Ljava/util/List;");

    private static final Set<String> ADDRESSES = Set.of("Ljava/net/URI;", "Ljava/net/URL;");

    private InputParts() {}

    static Part given(int position, String type) {
        return new Part(Origin.INPUT, "", String.valueOf(position), type);
    }

    static Stream<Part> of(FlowValue value) {
        return value.parts().stream().filter(Part::isInput);
    }

    static Part named(String name) {
        return new Part(Origin.INPUT, "", name, "Ljava/lang/String;");
    }

    static boolean isText(Part part) {
        return TEXTS.contains(part.type());
    }

    static boolean isAddress(Part part) {
        return ADDRESSES.contains(part.type());
    }

    /** Returns the parts with their place in a text, which they keep if they already are further inside of one. */
    static List<Part> placed(FlowValue value, Origin place) {
        return of(value)
                .map(part -> new Part(further(part.origin(), place), "", part.name(), part.type()))
                .toList();
    }

    static List<Part> converted(FlowValue value, String type) {
        return of(value)
                .map(part -> new Part(part.origin(), "", part.name(), type))
                .toList();
    }

    static List<Part> property(FlowValue value, String name, String type) {
        return of(value)
                .filter(part -> !part.name().contains("."))
                .map(part -> new Part(part.origin(), "", part.name() + "." + name, type))
                .toList();
    }

    /** Returns what {@code used} is of the caller, who gives {@code argument} as the parameter that it is part of. */
    static Part within(Part argument, Part used) {
        int dot = used.name().indexOf('.');
        String name = dot < 0 || argument.name().contains(".")
                ? argument.name()
                : argument.name() + used.name().substring(dot);
        String type = dot < 0 && !isNumber(used.type()) ? argument.type() : used.type();
        return new Part(further(argument.origin(), used.origin()), "", name, type);
    }

    /** Returns the number of the parameter that {@code part} is or belongs to. */
    static int parameter(Part part) {
        return parameter(part.name());
    }

    static int parameter(String name) {
        int dot = name.indexOf('.');
        return Integer.parseInt(dot < 0 ? name : name.substring(0, dot));
    }

    private static boolean isNumber(String type) {
        return type.length() == 1;
    }

    private static Origin further(Origin first, Origin second) {
        return first.compareTo(second) >= 0 ? first : second;
    }
}
