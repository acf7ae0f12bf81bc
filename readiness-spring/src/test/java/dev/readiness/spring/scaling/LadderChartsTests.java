package dev.readiness.spring.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Dimension;
import dev.readiness.assessment.ReportChart;
import dev.readiness.assessment.Result;
import dev.readiness.scaling.ScaleDoubt;
import dev.readiness.scaling.ScaleLadder;
import dev.readiness.scaling.ScaleLimit;
import dev.readiness.scaling.ScaleResource;
import dev.readiness.scaling.ScaleRung;
import dev.readiness.scaling.SliceLoad;
import dev.readiness.spring.assessment.HardeningReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class LadderChartsTests {

    private static final ScaleRung TEN =
            new ScaleRung(10, true, true, 2, 0.02, "connection pool main", 0.02, "2/s × 5 s = 10 users");

    private static final ScaleRung THOUSAND =
            new ScaleRung(1000, false, false, 100, 5, "connection pool main", 1, "100/s pass");

    private static final ScaleLimit POOL = new ScaleLimit(
            ScaleResource.CONNECTION_POOL, "main", 0.1, 100, 95, 104, 502, "10 / 0.1 s", "Hold it for less.");

    @Test
    void eachNumberOfUsersIsABarOfTheFirstLimit() {
        ReportChart chart = LadderCharts.of(ladder(List.of(TEN, THOUSAND), List.of(POOL), List.of(), List.of()))
                .get(0);

        assertThat(chart.dimension()).isEqualTo(Dimension.PERFORMANCE);
        assertThat(chart.bars()).extracting(ReportChart.Bar::label).containsExactly("10 users", "1,000 users");
        assertThat(chart.bars()).extracting(ReportChart.Bar::tone).containsExactly(Result.PASS, Result.FAIL);
        assertThat(chart.bars()).extracting(ReportChart.Bar::share).containsExactly(0.02, 1.0);
        assertThat(chart.bars())
                .extracting(ReportChart.Bar::text)
                .containsExactly(
                        "measured: 2 requests a second, 20 ms; connection pool main 2 %",
                        "predicted, not carried: 100 requests a second, 5.0 s; connection pool main 100 %");
        assertThat(chart.remarks())
                .containsExactly(
                        "First limit: connection pool main at 502 users, 100 requests a second (90 % interval 95 to 104).");
    }

    @Test
    void whatIsNotPredictedIsNeitherGoodNorBad() {
        ScaleDoubt cold = new ScaleDoubt(ScaleDoubt.Reason.COLD, "It still compiles.", "Wait.");

        ReportChart chart = LadderCharts.of(ladder(List.of(TEN), List.of(), List.of(cold), List.of()))
                .get(0);

        assertThat(chart.bars()).extracting(ReportChart.Bar::tone).containsExactly(Result.UNKNOWN);
        assertThat(chart.remarks()).containsExactly("Not predicted: It still compiles. Wait.");
    }

    @Test
    void slicesAreShownWhereThereAreSeveral() {
        SliceLoad booking = new SliceLoad("booking", 3, 0.04, 0.75, 60);
        SliceLoad rest = new SliceLoad("unowned", 2, 0.02, 0.25, Double.NaN);

        assertThat(LadderCharts.of(ladder(List.of(), List.of(), List.of(), List.of(booking, rest)))
                        .get(1)
                        .bars())
                .extracting(ReportChart.Bar::text)
                .containsExactly(
                        "75 %: 3.0 requests a second, 40 ms; 60 a second at the first limit",
                        "25 %: 2.0 requests a second, 20 ms");
        assertThat(LadderCharts.of(ladder(List.of(), List.of(), List.of(), List.of(booking))))
                .hasSize(1);
    }

    @Test
    void theReportHasIt() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ScaleLadderAutoConfiguration.class,
                        dev.readiness.spring.assessment.AssessmentAutoConfiguration.class))
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withPropertyValues("readiness.scaling.enabled=true")
                .run(context -> assertThat(context.getBean(HardeningReport.class)
                                .assessment()
                                .charts())
                        .extracting(ReportChart::title)
                        .containsExactly("Scale ladder: what runs out first"));
    }

    private static ScaleLadder ladder(
            List<ScaleRung> rungs, List<ScaleLimit> limits, List<ScaleDoubt> doubts, List<SliceLoad> slices) {
        return new ScaleLadder(60, 300, 5, rungs, limits, "", doubts, null, slices);
    }
}
