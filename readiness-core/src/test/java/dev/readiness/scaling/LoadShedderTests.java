package dev.readiness.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.readiness.scaling.SimulatedQueue.Seen;
import dev.readiness.scaling.SimulatedQueue.Work;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoadShedderTests {

    private static final int WORKERS = 10;

    /** Each of ten workers does fifty a second. */
    private static final double SATURATION = 500;

    private static final LoadSheddingSettings SETTINGS = LoadSheddingSettings.of(160);

    enum Kind {
        EVEN(random -> new Work(0, 0.02)),
        RANDOM(random -> new Work(0, SimulatedQueue.exponential(random, 0.02))),
        MOST_OF_THEM_QUICK(random ->
                random.nextDouble() < 0.8 ? new Work(0.005, 0) : new Work(0, SimulatedQueue.exponential(random, 0.1))),
        MOSTLY_ELSEWHERE(
                random -> new Work(SimulatedQueue.exponential(random, 0.1), SimulatedQueue.exponential(random, 0.02)));

        private final Function<SplittableRandom, Work> work;

        Kind(Function<SplittableRandom, Work> work) {
            this.work = work;
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsAnswersFastAtThreeTimesSaturation(Kind kind) {
        Seen unloaded = new SimulatedQueue(SETTINGS, WORKERS, kind.work).run(60, at -> 0.3 * SATURATION);
        Seen overloaded = new SimulatedQueue(SETTINGS, WORKERS, kind.work).run(240, at -> 3 * SATURATION);

        assertThat(overloaded.slow()).isLessThan(2 * unloaded.slow());
        assertThat(overloaded.throughput()).isGreaterThan(0.9 * SATURATION);
    }

    @ParameterizedTest
    @EnumSource
    void refusesHardlyAnythingBelowSaturation(Kind kind) {
        Seen seen = new SimulatedQueue(SETTINGS, WORKERS, kind.work).run(240, at -> 0.7 * SATURATION);

        assertThat(seen.refused()).isLessThan(0.005);
    }

    @Test
    void findsTheLimitAgainWhenRequestsNeedMuchMore() {
        double[] times = {0.02};
        SimulatedQueue queue = new SimulatedQueue(
                SETTINGS, WORKERS, random -> new Work(0, SimulatedQueue.exponential(random, times[0])));
        queue.run(60, at -> 3 * SATURATION);

        times[0] = 0.1;
        Seen slower = queue.run(120, at -> 3 * SATURATION);

        assertThat(slower.throughput()).isGreaterThan(0.9 * SATURATION / 5);
        assertThat(slower.slow()).isLessThan(2 * 0.1 * Math.log(100));
    }

    @Test
    void refusesNobodyAnyMoreWhenTheLoadHasGone() {
        SimulatedQueue queue =
                new SimulatedQueue(SETTINGS, WORKERS, random -> new Work(0, SimulatedQueue.exponential(random, 0.02)));
        queue.run(60, at -> 3 * SATURATION);

        assertThat(queue.run(60, at -> 0.5 * SATURATION).refused()).isLessThan(0.01);
    }

    @Test
    void oneSliceDoesNotTakeThePlacesOfAnother() {
        LoadShedder shedder = LoadShedder.of(LoadSheddingSettings.of(100), List.of("booking"), () -> 0);
        fill(shedder, LoadShedder.REST);

        assertThat(shedder.admit("booking")).isPresent();
        assertThat(shedder.admit("no slice")).isEmpty();
    }

    @Test
    void allTogetherNeverHaveMoreThanTheMost() {
        LoadShedder shedder =
                LoadShedder.of(LoadSheddingSettings.of(8), List.of("a", "b", "c", "d", "e", "f"), () -> 0);
        List<Admission> places = new ArrayList<>();
        List.of("a", "b", "c", "d", "e", "f").forEach(slice -> places.addAll(fill(shedder, slice)));

        assertThat(places).hasSize(8);

        places.get(0).close();
        assertThat(shedder.admit("f")).isPresent();
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        LoadShedder shedder = LoadShedder.of(LoadSheddingSettings.of(100), List.of(), () -> 0);
        Admission place = shedder.admit(LoadShedder.REST).orElseThrow();
        shedder.admit(LoadShedder.REST);

        place.close();
        place.close();

        assertThat(shedder.states())
                .singleElement()
                .satisfies(state -> assertThat(state.inFlight()).isEqualTo(1));
    }

    @Test
    void metersTellTheSlicesApart() {
        LoadShedder shedder = LoadShedder.of(LoadSheddingSettings.of(100), List.of("booking"), () -> 0);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new LoadShedderMeters(shedder).bindTo(registry);
        int admitted = fill(shedder, "booking").size();

        assertThat(registry.get("readiness.scaling.concurrency.limit")
                        .tag("slice", "booking")
                        .gauge()
                        .value())
                .isEqualTo(admitted);
        assertThat(registry.get("readiness.scaling.concurrency")
                        .tag("slice", "unowned")
                        .gauge()
                        .value())
                .isZero();
        assertThat(registry.get("readiness.scaling.requests")
                        .tags("slice", "booking", "outcome", "shed")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoadSheddingSettings(0, 3, 1, Duration.ofMillis(1500)))
                .withMessageContaining("'most' must be at least 1 but is 0")
                .withMessageContaining("'least' must be between 1 and 'most' (0) but is 3")
                .withMessageContaining("'tolerance' must be between 1.1 and 10 but is 1.0")
                .withMessageContaining("'retryAfter' must be whole seconds, at least 1, but is PT1.5S");
    }

    private static List<Admission> fill(LoadShedder shedder, String slice) {
        List<Admission> places = new ArrayList<>();
        for (var place = shedder.admit(slice); place.isPresent(); place = shedder.admit(slice)) {
            places.add(place.get());
        }
        return places;
    }
}
