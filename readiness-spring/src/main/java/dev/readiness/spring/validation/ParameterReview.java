package dev.readiness.spring.validation;

import java.util.List;
import java.util.stream.Stream;

/**
 * How far one parameter of a handler is checked.
 *
 * @param parameter name of the parameter
 * @param type simple name of its type
 * @param kind what it takes from the request
 * @param check how far it is checked
 * @param validated whether the parameter says that it is to be validated
 * @param unchecked places without a constraint
 * @param unbounded places without a bound
 */
record ParameterReview(
        String parameter,
        String type,
        InputKind kind,
        InputCheck check,
        boolean validated,
        List<String> unchecked,
        List<String> unbounded) {

    /** Returns all places that keep the parameter from being fully checked. */
    List<String> gaps() {
        return Stream.concat(unchecked.stream(), unbounded.stream()).distinct().toList();
    }

    /** Returns the review of a parameter that code of the application checks too, in which nothing can be called a gap. */
    ParameterReview checkedByCode() {
        return new ParameterReview(parameter, type, kind, InputCheck.ENFORCED, validated, List.of(), List.of());
    }

    /** Returns the review of a parameter that code of the application may check. */
    ParameterReview unseen() {
        return new ParameterReview(parameter, type, kind, InputCheck.UNKNOWN, validated, unchecked, unbounded);
    }

    String summary() {
        return parameter + ": " + check.text() + (gaps().isEmpty() ? "" : " (" + String.join(", ", gaps()) + ")");
    }
}
