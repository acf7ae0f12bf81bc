package dev.readiness.assessment;

import java.util.List;
import java.util.Objects;

/**
 * Figures that were measured in the running application, or worked out from these, to be shown with a dimension.
 *
 * @param dimension where it is shown
 * @param title what the figures are of, in a few words
 * @param bars the figures, in the order in which they are shown
 * @param remarks sentences that belong to them, for example what they do not show
 */
public record ReportChart(Dimension dimension, String title, List<Bar> bars, List<String> remarks) {

    /** Copies the lists. */
    public ReportChart {
        Objects.requireNonNull(dimension, "dimension");
        Objects.requireNonNull(title, "title");
        bars = List.copyOf(bars);
        remarks = List.copyOf(remarks);
    }

    /**
     * One figure.
     *
     * @param label what it is of
     * @param share how long its bar is, from 0 to 1; what is more is shown as 1
     * @param tone how it is drawn: {@link Result#PASS} for what is well, {@link Result#FAIL} for what is not,
     *     {@link Result#UNKNOWN} for what is not known, {@link Result#NOT_APPLICABLE} for what is neither
     * @param text the figure in words, which say all that the bar does
     */
    public record Bar(String label, double share, Result tone, String text) {

        /** Takes what is no number, or less than nothing, for nothing. */
        public Bar {
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(tone, "tone");
            Objects.requireNonNull(text, "text");
            share = share > 0 ? Math.min(1, share) : 0;
        }
    }
}
