package dev.readiness.spring.scaling;

import dev.readiness.assessment.ChartSource;
import dev.readiness.assessment.Dimension;
import dev.readiness.assessment.ReportChart;
import dev.readiness.assessment.ReportChart.Bar;
import dev.readiness.assessment.Result;
import dev.readiness.scaling.ScaleLadder;
import dev.readiness.scaling.ScaleLimit;
import dev.readiness.scaling.ScaleRecorder;
import dev.readiness.scaling.ScaleRung;
import dev.readiness.scaling.SliceLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows the ladder in the report: how much of its first limit the application uses with 10, 100 and 1,000 users. */
final class LadderCharts implements ChartSource {

    private final ScaleRecorder recorder;

    LadderCharts(ScaleRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public List<ReportChart> charts() {
        return of(recorder.ladder());
    }

    static List<ReportChart> of(ScaleLadder ladder) {
        List<ReportChart> charts = new ArrayList<>();
        charts.add(new ReportChart(
                Dimension.PERFORMANCE,
                "Scale ladder: what runs out first",
                ladder.rungs().stream().map(rung -> bar(rung, ladder)).toList(),
                remarks(ladder)));
        if (ladder.slices().size() > 1) {
            charts.add(new ReportChart(
                    Dimension.PERFORMANCE,
                    "Where the time of all requests goes",
                    ladder.slices().stream().map(LadderCharts::bar).toList(),
                    List.of("What a slice needs of the pool or of the processor, no meter tells.")));
        }
        return charts;
    }

    private static Bar bar(ScaleRung rung, ScaleLadder ladder) {
        boolean known = !ladder.limits().isEmpty();
        double share = known ? asked(rung, ladder) / ladder.limits().get(0).throughput() : rung.utilisation();
        return new Bar(
                "%,d users".formatted(rung.users()),
                share,
                known ? rung.carried() ? Result.PASS : Result.FAIL : Result.UNKNOWN,
                String.format(
                        Locale.ROOT,
                        "%s%s: %.0f requests a second, %s; %s %.0f %%",
                        rung.measured() ? "measured" : "predicted",
                        rung.carried() ? "" : ", not carried",
                        rung.throughput(),
                        rung.response() < 1
                                ? "%.0f ms".formatted(rung.response() * 1000)
                                : "%.1f s".formatted(rung.response()),
                        rung.busiest(),
                        Math.min(1, rung.utilisation()) * 100));
    }

    private static double asked(ScaleRung rung, ScaleLadder ladder) {
        return rung.carried() ? rung.throughput() : ladder.limits().get(0).throughput();
    }

    private static List<String> remarks(ScaleLadder ladder) {
        List<String> remarks = new ArrayList<>();
        for (int i = 0; i < Math.min(2, ladder.limits().size()); i++) {
            ScaleLimit limit = ladder.limits().get(i);
            remarks.add(String.format(
                    Locale.ROOT,
                    "%s limit: %s at %,.0f users, %.0f requests a second (90 %% interval %.0f to %.0f).",
                    i == 0 ? "First" : "Second",
                    limit.title(),
                    limit.users(),
                    limit.throughput(),
                    limit.low(),
                    limit.high()));
        }
        if (!ladder.change().isEmpty()) {
            remarks.add("Change: " + ladder.change());
        }
        ladder.doubts()
                .forEach(doubt -> remarks.add((doubt.reason().isRefusing() ? "Not predicted: " : "But: ") + doubt.seen()
                        + " " + doubt.remedy()));
        return remarks;
    }

    private static Bar bar(SliceLoad slice) {
        return new Bar(
                slice.slice(),
                slice.share(),
                Result.NOT_APPLICABLE,
                String.format(
                        Locale.ROOT,
                        "%.0f %%: %.1f requests a second, %.0f ms%s",
                        slice.share() * 100,
                        slice.throughput(),
                        slice.response() * 1000,
                        Double.isNaN(slice.atLimit())
                                ? ""
                                : String.format(Locale.ROOT, "; %.0f a second at the first limit", slice.atLimit())));
    }
}
