package dev.readiness.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words that every form of the report uses for the same thing. */
final class Wording {

    /** What the report is, in plain words. */
    static final String DISCLAIMER =
            "This report is evidence, not a certificate. It says what was seen in the running application at the time above;"
                    + " it does not replace an audit, a penetration test or legal advice.";

    /** What the compliance view is, and what it is not. */
    static final String COMPLIANCE =
            "Each control lists what this assessment contributes as evidence to it. Evidence is not a certificate: whether a"
                    + " control is satisfied is for an auditor to say, and what no rule looks at is not seen, never passed.";

    /** What the matrix of access shows. */
    static final String MATRIX =
            "The application's own security was asked on behalf of each of these callers, none of whom exists. Whoever is"
                    + " logged in is so with every factor, and has no authority but the one that is named. What belongs to"
                    + " whom is not part of it.";

    /** Characters that show nothing, or that turn the direction of what follows. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}&&[^\\t\\n\\r]]|[\\u061C\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF]");

    private Wording() {}

    /** Returns {@code text} with its invisible characters spelled out: a name must look like what it is. */
    static String visible(String text) {
        return INVISIBLE
                .matcher(text)
                .replaceAll(found -> String.format("[U+%04X]", found.group().codePointAt(0)));
    }

    /** Returns the name of a constant as people and documents say it: {@code not applicable}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Returns a cell of the matrix of access as a sign that needs no colour. */
    static String mark(AccessMatrix.Cell cell) {
        return switch (cell) {
            case ALLOWED -> "\u2713";
            case DENIED -> "\u2013";
            case UNKNOWN -> "?";
        };
    }

    /** Returns a result as people say it of a place. */
    static String past(Result result) {
        return switch (result) {
            case PASS -> "passed";
            case FAIL -> "failed";
            default -> of(result);
        };
    }

    /** Returns {@code count} with its noun: {@code 1 place}, {@code 2 places}. */
    static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** Returns where the application stands, in one sentence without a full stop. */
    static String headline(Assessment assessment) {
        Counts counts = Counts.of(assessment);
        if (counts.asked() == 0) {
            return "Nothing was asked, so nothing is known";
        }
        String failed = counts.failed() == 0
                ? "Nothing failed at " + count(counts.asked(), "place")
                : counts.failed() + " of " + count(counts.asked(), "place") + " failed";
        return failed + (counts.unknown() == 0 ? "" : ", " + counts.unknown() + " could not be seen");
    }

    /** Returns how many failures there are of each severity, worst first: {@code 2 critical, 5 high}; empty without any. */
    static String severities(Assessment assessment) {
        return List.of(Severity.values()).stream()
                .map(severity -> severity(assessment, severity))
                .flatMap(List::stream)
                .collect(Collectors.joining(", "));
    }

    /** Returns the counts of a dimension without those that are zero: {@code 3 failed, 1 unknown}. */
    static String notPassed(DimensionStanding standing) {
        List<String> parts = new ArrayList<>();
        add(parts, standing.failed(), "failed");
        add(parts, standing.unknown(), "unknown");
        add(parts, standing.attested(), "attested");
        add(parts, standing.waived(), "waived");
        return String.join(", ", parts);
    }

    /** Returns who is meant to use a stage: {@code 100 users}; empty for a prototype. */
    static String users(Stage stage) {
        return switch (stage) {
            case PROTOTYPE -> "a demo";
            case SKATEBOARD, BICYCLE -> count(stage.users(), "user");
            case CAR -> String.format(Locale.ROOT, "%,d users, regulated", stage.users());
        };
    }

    /** Returns what keeps a slice from its next stage, in one sentence without a full stop. */
    static String outlook(SliceStanding standing) {
        if (standing.next() == null) {
            return "Every rule of every stage passes";
        }
        String next = of(standing.next());
        return standing.obstacles().isEmpty()
                ? "Nothing was seen that belongs to " + next + ", so it is not reached"
                : count(standing.obstacles().size(), "finding") + " between here and " + next;
    }

    /** Returns a grade and what holds it down, in one sentence without a full stop. */
    static String grade(Grading grading) {
        if (grading.grade() == null) {
            return "No grade, because nothing was seen";
        }
        return grading.caps().isEmpty()
                ? "Grade " + grading.letter()
                : "Grade " + grading.letter() + ", " + String.join("; ", grading.caps()) + " (by share alone: "
                        + grading.byShare() + ")";
    }

    /** Returns what was seen for a framework, in counts of controls with their denominator. */
    static String controls(FrameworkStanding standing) {
        List<String> parts = new ArrayList<>();
        for (ControlState state : ControlState.values()) {
            int count = standing.count(state);
            if (count > 0) {
                parts.add(of(state) + " at " + count);
            }
        }
        return count(standing.controls().size(), "control") + ": " + String.join(", ", parts);
    }

    static String summary(Assessment assessment) {
        String severities = severities(assessment);
        String slices = assessment.slices().stream()
                .map(standing -> "; " + standing.slice().name() + ": " + of(standing.stage()))
                .collect(Collectors.joining());
        String grade = assessment.grading().grade() == null
                ? ""
                : ", grade " + assessment.grading().letter();
        String line = assessment.application() + ": " + headline(assessment) + grade
                + (severities.isEmpty() ? "" : " (" + severities + ")") + slices;
        return visible(line.replaceAll("\\R", " "));
    }

    private static List<String> severity(Assessment assessment, Severity severity) {
        Predicate<Finding> ofSeverity = finding -> assessment.ruleOf(finding).severity() == severity;
        long count = assessment.failures().stream().filter(ofSeverity).count();
        return count == 0 ? List.of() : List.of(count + " " + of(severity));
    }

    private static void add(List<String> parts, int count, String word) {
        if (count > 0) {
            parts.add(count + " " + word);
        }
    }
}
