package dev.readiness.spring.validation;

import java.util.List;

/** Says of a parameter what is wrong with it and what to write instead. */
final class InputRemedies {

    private InputRemedies() {}

    static String problem(ParameterReview parameter) {
        String name = "`" + parameter.parameter() + "`";
        return switch (parameter.check()) {
            case NONE -> "Nothing checks " + name + ".";
            case NOMINAL ->
                parameter.validated()
                        ? name + " is validated, but " + parameter.type() + " has no constraint in force."
                        : parameter.type() + " has constraints, but nothing applies them to " + name + ".";
            default -> "No bound on " + String.join(", ", parameter.gaps()) + ".";
        };
    }

    static String remedy(ParameterReview parameter, String handler) {
        if (parameter.kind() == InputKind.RAW) {
            return "Take what " + handler
                    + " needs as named parameters or as a @Valid @RequestBody, because Spring never" + " validates a "
                    + parameter.type() + ".";
        }
        if (parameter.check() == InputCheck.PARTIAL) {
            return constraints(parameter.gaps());
        }
        if (parameter.kind() == InputKind.VALUE) {
            return "Add a constraint such as @Size(max = 100) to the parameter `" + parameter.parameter() + "` of "
                    + handler + ".";
        }
        String valid = parameter.validated()
                ? ""
                : "Add @Valid to the parameter `" + parameter.parameter() + "` of " + handler + ". ";
        return valid + (parameter.gaps().isEmpty() ? "" : constraints(parameter.gaps()));
    }

    private static String constraints(List<String> places) {
        return "Add constraints such as @NotBlank and @Size(max = 100) to " + String.join(", ", places) + ".";
    }
}
