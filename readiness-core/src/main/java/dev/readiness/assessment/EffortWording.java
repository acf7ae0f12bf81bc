package dev.readiness.assessment;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words for an effort. */
final class EffortWording {

    private EffortWording() {}

    /** Returns how much is done, with the denominator. */
    static String cells(Cells cells) {
        String accepted = cells.accepted() == 0 ? "" : ", " + cells.accepted() + " accepted for now";
        return cells.done() + " of " + Wording.count(cells.all(), "cell") + " done, " + cells.left() + " left"
                + accepted;
    }

    /** Returns how long the rest may take, in one sentence without a full stop. */
    static String outlook(Effort effort) {
        if (effort.total().left() == 0) {
            return effort.total().all() == 0 ? "Nothing was asked, so nothing can be estimated" : "Nothing is left";
        }
        EffortInterval rest = effort.rest();
        return rest == null
                ? "No estimate yet: finish one slice and say how long it took"
                : "The rest takes between %s and %s hours, in four of five cases"
                        .formatted(rounded(rest.low()), rounded(rest.high()));
    }

    static List<String> assumptions(Effort effort) {
        EffortInterval perCell = java.util.Objects.requireNonNull(effort.perCell());
        List<String> sentences = new ArrayList<>();
        sentences.add("Known so far: "
                + effort.finished().stream().map(EffortWording::finished).collect(Collectors.joining("; ")));
        sentences.add("The interval is a factor of %s wide".formatted(rounded(perCell.factor()))
                + (effort.finished().size() == 1 ? ", because it rests on one slice; the second narrows it most" : ""));
        sentences.add(
                "The rest is taken as one more slice of the same kind, done by the same people: hours per cell are"
                        + " log-normal, and rules that look at the application as a whole take as long as the others");
        if (effort.finished().stream().anyMatch(slice -> slice.time().source() == SliceTime.Source.ACTIVITY)) {
            sentences.add("Activity is the time between commits, which is not working time");
        }
        return sentences;
    }

    static String score(EstimateScore score) {
        return score.scored() == 0
                ? "No estimate could be scored yet"
                : "Of %s that came true later, %s lay inside; of many, four of five should"
                        .formatted(Wording.count(score.scored(), "estimate"), score.held());
    }

    private static String finished(FinishedSlice slice) {
        return "%s took %s hours (%s) for %s"
                .formatted(
                        slice.time().slice(),
                        rounded(slice.time().hours()),
                        Wording.of(slice.time().source()),
                        Wording.count(slice.cells(), "cell"));
    }

    /** More than two digits would claim to know more than anybody does. */
    static String rounded(double value) {
        BigDecimal two = BigDecimal.valueOf(value).round(new MathContext(2, RoundingMode.HALF_UP));
        return String.format(
                Locale.ROOT, two.scale() > 0 ? "%." + two.stripTrailingZeros().scale() + "f" : "%.0f", two);
    }
}
