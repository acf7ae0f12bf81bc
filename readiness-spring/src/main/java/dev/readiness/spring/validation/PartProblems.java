package dev.readiness.spring.validation;

import dev.readiness.validation.FileType;
import dev.readiness.validation.JsonPointer;
import dev.readiness.validation.ProblemDocument;
import dev.readiness.validation.Violation;
import dev.readiness.validation.Violation.In;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The answers to multipart requests that are refused. */
final class PartProblems {

    private PartProblems() {}

    static ProblemDocument tooMany(int most) {
        return ProblemDocument.of("too-many-parts", "The request has too many parts", 413)
                .withErrors(List.of(new Violation(In.PART, "", "too-many-parts", "must be at most " + most)));
    }

    static ProblemDocument wrongTypes(List<Violation> violations) {
        return ProblemDocument.of("file-type", "The type of a file is not accepted", 415)
                .withErrors(violations);
    }

    static Violation wrongType(String part, Set<FileType> accepted) {
        String types = accepted.stream().map(FileType::mediaType).collect(Collectors.joining(", "));
        return new Violation(
                In.PART, JsonPointer.ROOT.property(part).toString(), "file-type", "must be one of " + types);
    }
}
