package dev.readiness.validation;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when input is refused. Neither the message nor the violations hold a value that was sent. */
public final class InvalidInputException extends RuntimeException {

    /** How many violations are kept at most: a client needs no more, and may have sent thousands on purpose. */
    public static final int MAX_VIOLATIONS = 50;

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    private final int count;

    /** Creates an exception that keeps the first {@value #MAX_VIOLATIONS} of {@code violations}. */
    public InvalidInputException(List<Violation> violations) {
        super(violations.size() + " violations: "
                + first(violations).stream()
                        .map(violation -> violation.in() + " " + violation.pointer() + " " + violation.code())
                        .collect(Collectors.joining(", ")));
        this.violations = first(violations);
        this.count = violations.size();
    }

    /** Returns the violations that were kept, in the order in which they were given. */
    public List<Violation> violations() {
        return violations;
    }

    /** Returns how many violations there were. */
    public int count() {
        return count;
    }

    /** Returns the answer to the caller, a document with status 400. */
    public ProblemDocument toProblemDocument() {
        ProblemDocument problem = ProblemDocument.invalidInput(violations);
        return violations.size() < count ? problem.with("truncated", true) : problem;
    }

    private static List<Violation> first(List<Violation> violations) {
        return List.copyOf(violations.subList(0, Math.min(violations.size(), MAX_VIOLATIONS)));
    }
}
