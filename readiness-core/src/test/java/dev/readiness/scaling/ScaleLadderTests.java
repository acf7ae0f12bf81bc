package dev.readiness.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.readiness.scaling.LoadSample.Machine;
import dev.readiness.scaling.LoadSample.Station;
import dev.readiness.scaling.ScaleDoubt.Reason;
import dev.readiness.scaling.SimulatedApplication.Demands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScaleLadderTests {

    private static final double THINK = 1;

    private static final ScaleSettings SETTINGS = ScaleSettings.defaults().withThinkTime(Duration.ofSeconds(1));

    static Stream<Arguments> networks() {
        return Stream.of(
                network(ScaleResource.CONNECTION_POOL, 200, 0.001, 10, 0.025, 0, 0.01, 0),
                network(ScaleResource.CONNECTION_POOL, 200, 0.002, 2, 0.006, 0, 0, 0),
                network(ScaleResource.CONNECTION_POOL, 50, 0.001, 5, 0.014, 0, 0.05, 0),
                network(ScaleResource.SERVER_THREADS, 40, 0.001, 10, 0.005, 0, 0.1, 0),
                network(ScaleResource.SERVER_THREADS, 8, 0.001, 10, 0.005, 0, 0.02, 0),
                network(ScaleResource.SERVER_THREADS, 200, 0.0005, 10, 0.005, 0, 0.5, 0),
                network(ScaleResource.PROCESSOR, 200, 0.006, 10, 0.005, 0, 0.01, 0),
                network(ScaleResource.PROCESSOR, 50, 0.02, 10, 0.02, 0, 0, 0),
                network(ScaleResource.DATABASE, 200, 0.001, 20, 0.002, 0.009, 0, 0),
                network(ScaleResource.DATABASE, 200, 0.001, 50, 0.02, 0.01, 0.02, 0),
                network(ScaleResource.APPLICATION_LOCK, 200, 0.001, 10, 0.002, 0, 0, 0.01),
                network(ScaleResource.APPLICATION_LOCK, 200, 0.0005, 10, 0.002, 0, 0.02, 0.012));
    }

    private static Arguments network(
            ScaleResource first,
            int threads,
            double processor,
            int pool,
            double connection,
            double rowLock,
            double call,
            double ownLock) {
        return Arguments.of(first, new Demands(threads, processor, pool, connection, rowLock, call, ownLock));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void whatTenAndAHundredUsersSayIsWhatAThousandMeet(ScaleResource first, Demands demands) {
        ScaleLadder ladder = ScalePrediction.of(observed(demands, 10, 100), SETTINGS);

        List<LoadSample> thousand = new SimulatedApplication(demands, THINK, 9).run(1000, 30, 4);
        double reached = LoadWindow.between(thousand.get(10), thousand.get(30)).throughput();
        assertThat(ladder.first().orElseThrow().resource())
                .as(ladder.toString())
                .isEqualTo(first);
        assertThat(ladder.first().orElseThrow().throughput())
                .as(ladder.toString())
                .isCloseTo(reached, within(reached * 0.12));
        ScaleRung last = ladder.rungs().get(2);
        assertThat(last.measured()).isFalse();
        assertThat(last.carried()).isFalse();
        assertThat(ladder.rungs().subList(0, 2)).allMatch(ScaleRung::measured);
    }

    @Test
    void anApplicationThatCarriesAThousandSaysSo() {
        ScaleLadder ladder =
                ScalePrediction.of(observed(new Demands(200, 0.0005, 10, 0.001, 0, 0.01, 0), 10, 100), SETTINGS);

        assertThat(ladder.rungs()).allMatch(ScaleRung::carried);
        assertThat(ladder.change()).startsWith("Nothing for 1,000 users");
        assertThat(ladder.rungs().get(2).throughput()).isCloseTo(1000 / 1.0115, within(20.0));
    }

    @Test
    void theArithmeticIsInSight() {
        ScaleLadder ladder =
                ScalePrediction.of(observed(new Demands(200, 0.001, 10, 0.025, 0, 0.01, 0), 10, 100), SETTINGS);

        assertThat(ladder.toString())
                .containsPattern("10 / 2[45][.0-9]* ms held by a request = (39|4[01])\\d/s")
                .containsPattern("first limit: connection pool p at (39|4[0-3])\\d users")
                .contains("second limit: processor")
                .containsPattern("1,000 users need 2\\d of them");
        assertThat(ladder.first().orElseThrow())
                .satisfies(limit -> assertThat(limit.low()).isLessThan(limit.throughput()))
                .satisfies(limit -> assertThat(limit.high()).isGreaterThan(limit.throughput()));
    }

    @Test
    void theQueueBeforeTheServerIsInTheResponse() {
        ScaleSettings users = SETTINGS.withUsers(100);
        Demands demands = new Demands(4, 0.001, 10, 0.005, 0, 0.05, 0);

        ScaleLadder ladder = ScalePrediction.of(observed(demands, 10, 100), users);

        // 4 threads / 56 ms = 71/s; the server's own timer still says 56 ms, whoever waits sees 100/71 - 1 s.
        assertThat(ladder.rungs().get(0).response()).isCloseTo(0.4, within(0.1));
    }

    @Test
    void fiveHundredUsersMakeTheScalabilityLawFit() {
        Demands demands = new Demands(200, 0.001, 10, 0.02, 0.004, 0, 0);

        ScaleLadder few = ScalePrediction.of(observed(demands, 10, 100), SETTINGS);
        ScaleLadder many = ScalePrediction.of(observed(demands, 10, 25, 50, 100, 150, 200, 240, 280, 350), SETTINGS);

        assertThat(few.scalability()).isNull();
        UniversalScalability law = many.scalability();
        assertThat(law).isNotNull();
        assertThat(law.throughput()).isBetween(200.0, 330.0);
        assertThat(law.low()).isLessThanOrEqualTo(law.throughput());
        assertThat(law.high()).isGreaterThanOrEqualTo(law.throughput());
        assertThat(law.at(1)).isEqualTo(law.rate());
    }

    @Test
    void aColdMachinePredictsNothing() {
        ScaleLadder ladder = ScalePrediction.of(
                withMachine(machine -> new Machine(2, machine.ownSeconds(), machine.allSeconds(), 1, 0, 0), 0.6),
                SETTINGS);

        assertThat(ladder.doubts()).extracting(ScaleDoubt::reason).containsExactly(Reason.COLD);
        assertThat(ladder.limits()).isEmpty();
        assertThat(ladder.rungs()).allMatch(ScaleRung::measured);
    }

    @Test
    void windowsFromBeforeItWasWarmAreLeftOut() {
        List<LoadSample> samples = observed(new Demands(200, 0.001, 10, 0.025, 0, 0.01, 0), 10, 100);
        List<LoadSample> warming = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            Machine machine = samples.get(i).machine();
            warming.add(with(
                    samples.get(i),
                    new Machine(2, machine.ownSeconds(), machine.allSeconds(), Math.min(i, 5) * 3.0, 0, 0)));
        }

        ScaleLadder ladder = ScalePrediction.of(warming, SETTINGS);

        assertThat(ladder.isRefused()).isFalse();
        assertThat(ladder.seconds()).isCloseTo((samples.size() - 1 - 5 - 1) * 4.0, within(8.0));
    }

    @Test
    void aThrottledContainerPredictsNothing() {
        ScaleLadder ladder = ScalePrediction.of(
                withMachine(machine -> new Machine(2, machine.ownSeconds(), machine.allSeconds(), 0, 0, 1), 0.1),
                SETTINGS);

        assertThat(ladder.doubts()).extracting(ScaleDoubt::reason).containsExactly(Reason.THROTTLED);
        assertThat(ladder.doubts().get(0).seen()).contains("10 %");
        assertThat(ladder.limits()).isEmpty();
    }

    @Test
    void sharedProcessorsAreAReasonOnlyWhereTheyChangeTheName() {
        Demands pool = new Demands(200, 0.002, 10, 0.025, 0, 0.01, 0);
        List<LoadSample> samples = observed(pool, 10, 100);

        assertThat(reasons(withOthers(samples, 1.7))).containsExactly(Reason.SHARED);
        assertThat(reasons(withOthers(samples, 0.6))).containsExactly(Reason.NOISY);
        assertThat(reasons(withOthers(samples, 0.05))).isEmpty();
    }

    @Test
    void aMissingMeterIsAReason() {
        List<LoadSample> samples = observed(new Demands(200, 0.001, 10, 0.025, 0, 0.01, 0), 10, 100);
        LoadSample last = samples.remove(samples.size() - 1);
        samples.add(new LoadSample(
                last.seconds(),
                last.requests(),
                last.responseSeconds(),
                last.stations(),
                last.machine(),
                Double.NaN,
                List.of(new ScaleDoubt(Reason.BLIND, "seen", "remedy"))));

        assertThat(ScalePrediction.of(samples, SETTINGS).isRefused()).isTrue();
    }

    @Test
    void tooFewRequestsAreAReason() {
        Demands demands = new Demands(200, 0.001, 10, 0.025, 0, 0.01, 0);

        assertThat(reasons(new SimulatedApplication(demands, THINK, 3).run(10, 6, 1)))
                .containsExactly(Reason.TOO_FEW_REQUESTS);
        assertThat(reasons(List.of())).containsExactly(Reason.TOO_FEW_REQUESTS);
    }

    private static List<Reason> reasons(List<LoadSample> samples) {
        return ScalePrediction.of(samples, SETTINGS).doubts().stream()
                .map(ScaleDoubt::reason)
                .toList();
    }

    private static List<LoadSample> observed(Demands demands, int... users) {
        SimulatedApplication application = new SimulatedApplication(demands, THINK, 7);
        List<LoadSample> samples = new ArrayList<>();
        for (int level : users) {
            samples.addAll(application.run(level, 15, 4));
        }
        return samples;
    }

    /** Changes what the processors counted in each sample, a share of a second for each second that passed. */
    private static List<LoadSample> withMachine(UnaryOperator<Machine> changed, double perSecond) {
        return observed(new Demands(200, 0.001, 10, 0.025, 0, 0.01, 0), 10, 100).stream()
                .map(sample -> {
                    Machine machine = changed.apply(sample.machine());
                    double passed = sample.seconds() * perSecond;
                    return with(
                            sample,
                            new Machine(
                                    machine.processors(),
                                    machine.ownSeconds(),
                                    machine.allSeconds(),
                                    machine.compileSeconds() * passed,
                                    0,
                                    machine.throttledSeconds() * passed));
                })
                .toList();
    }

    private static List<LoadSample> withOthers(List<LoadSample> samples, double processors) {
        return samples.stream()
                .map(sample -> with(
                        sample,
                        new Machine(
                                2,
                                sample.machine().ownSeconds(),
                                sample.machine().ownSeconds() + sample.seconds() * processors,
                                0,
                                0,
                                0)))
                .toList();
    }

    private static LoadSample with(LoadSample sample, Machine machine) {
        List<Station> stations = sample.stations();
        return new LoadSample(
                sample.seconds(),
                sample.requests(),
                sample.responseSeconds(),
                stations,
                machine,
                sample.waiting(),
                sample.blind());
    }
}
