package dev.readiness.scaling;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the application does with 10, 100 and 1,000 users, what it runs out of first, and what helps.
 *
 * <p>Where {@link #doubts} holds one that refuses, there are no limits and only rungs that were measured.
 *
 * @param seconds time that was observed
 * @param requests requests that were observed
 * @param thinkSeconds time between an answer and the same user's next request, which was assumed
 * @param rungs the numbers of users, ascending
 * @param limits what runs out, the first first
 * @param change what to change first and what it is expected to buy; empty without limits
 * @param doubts what stands against a prediction
 * @param scalability the Universal Scalability Law, where enough loads were observed
 * @param slices what each slice had of the load, those that took most of the time first; empty if the meters do not tell
 */
public record ScaleLadder(
        double seconds,
        double requests,
        double thinkSeconds,
        List<ScaleRung> rungs,
        List<ScaleLimit> limits,
        String change,
        List<ScaleDoubt> doubts,
        @Nullable UniversalScalability scalability,
        List<SliceLoad> slices) {

    /** Copies the lists. */
    public ScaleLadder {
        rungs = List.copyOf(rungs);
        limits = List.copyOf(limits);
        doubts = List.copyOf(doubts);
        slices = List.copyOf(slices);
        Objects.requireNonNull(change, "change");
    }

    /** Returns what runs out first; nothing if that is not predicted. */
    public Optional<ScaleLimit> first() {
        return limits.stream().findFirst();
    }

    /** Returns what runs out once the first limit is gone; nothing if that is not known. */
    public Optional<ScaleLimit> second() {
        return limits.stream().skip(1).findFirst();
    }

    /** Returns whether no prediction is made; {@link #doubts} says why. */
    public boolean isRefused() {
        return doubts.stream().anyMatch(doubt -> doubt.reason().isRefusing());
    }

    /** Returns the ladder as text for people, several lines long. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("SCALE LADDER (%.0f requests in %s; think time %s assumed)%n"
                .formatted(requests, Figures.seconds(seconds), Figures.seconds(thinkSeconds)));
        for (ScaleRung rung : rungs) {
            text.append("%,7d users  %-9s  %-3s  %s/s, %s, %s %s%n"
                    .formatted(
                            rung.users(),
                            rung.measured() ? "measured" : "predicted",
                            rung.carried() ? "ok" : "no",
                            Figures.rate(rung.throughput()),
                            Figures.seconds(rung.response()),
                            rung.busiest(),
                            Figures.percent(rung.utilisation())));
        }
        for (int i = 0; i < Math.min(2, limits.size()); i++) {
            ScaleLimit limit = limits.get(i);
            text.append("%s limit: %s at %,.0f users (%s/s, 90 %% interval %s to %s)%n    %s%n"
                    .formatted(
                            i == 0 ? "first" : "second",
                            limit.title(),
                            limit.users(),
                            Figures.rate(limit.throughput()),
                            Figures.rate(limit.low()),
                            Figures.rate(limit.high()),
                            limit.arithmetic()));
        }
        for (SliceLoad slice : slices) {
            text.append("slice %s: %s/s, %s, %s of the time of all%s%n"
                    .formatted(
                            slice.slice(),
                            Figures.rate(slice.throughput()),
                            Figures.seconds(slice.response()),
                            Figures.percent(slice.share()),
                            Double.isNaN(slice.atLimit())
                                    ? ""
                                    : "; with this mix %s/s at the first limit"
                                            .formatted(Figures.rate(slice.atLimit()))));
        }
        if (!change.isEmpty()) {
            text.append("change: ").append(change).append(System.lineSeparator());
        }
        for (ScaleDoubt doubt : doubts) {
            text.append("%s: %s%n    %s%n"
                    .formatted(doubt.reason().isRefusing() ? "not predicted" : "but", doubt.seen(), doubt.remedy()));
        }
        return text.toString();
    }
}
