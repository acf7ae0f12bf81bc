package dev.readiness.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffortTests {

    @ParameterizedTest
    @CsvSource({"3, 1.638", "4, 1.533", "10, 1.372", "30, 1.310", "1000, 1.282"})
    void quantileIsTheOneOfTheTables(double freedom, double quantile) {
        assertThat(EffortInterval.quantile(freedom)).isCloseTo(quantile, within(0.002));
    }

    @Test
    void oneSliceGivesAnIntervalOfAFactorOfFour() {
        EffortInterval next = EffortInterval.next(List.of(2.0));

        assertThat(next.low()).isCloseTo(1.0, within(0.01));
        assertThat(next.high()).isCloseTo(4.0, within(0.01));
    }

    @Test
    void secondSliceNarrowsItMost() {
        double one = factorAfter(1);
        double two = factorAfter(2);
        double three = factorAfter(3);
        double four = factorAfter(4);

        assertThat(one - two).isGreaterThan(two - three);
        assertThat(two - three).isGreaterThan(three - four);
    }

    @Test
    void slicesThatDifferWidenIt() {
        assertThat(EffortInterval.next(List.of(0.5, 8.0)).factor())
                .isGreaterThan(EffortInterval.next(List.of(2.0, 2.0)).factor());
    }

    /** Draws slices from the model itself, with the spread of the prior, and counts how often the next one is inside. */
    @Test
    void intervalHoldsTheNextSliceInAboutFourOfFiveCases() {
        Random random = new Random(3);
        int held = 0;
        for (int run = 0; run < 20_000; run++) {
            double spread = spreadOfThePrior(random);
            List<Double> seen = DoubleStream.generate(() -> Math.exp(spread * random.nextGaussian()))
                    .limit(1 + run % 4)
                    .boxed()
                    .toList();
            held += EffortInterval.next(seen).holds(Math.exp(spread * random.nextGaussian())) ? 1 : 0;
        }

        assertThat(held / 20_000.0).isCloseTo(0.8, within(0.01));
    }

    @Test
    void cellsOfTheApplicationAreCountedOnce() {
        Effort effort = ExampleAssessment.clinic().effort();

        assertThat(effort.total().all()).isEqualTo(17);
        assertThat(effort.application()).isEqualTo(new Cells(2, 1, 1));
        assertThat(effort.slices())
                .contains(
                        new SliceEffort("sign-up", new Cells(1, 3, 0)), new SliceEffort("booking", new Cells(6, 1, 0)));
    }

    @Test
    void restIsTheIntervalOfACellTimesTheCellsThatAreLeft() {
        Effort effort = ExampleAssessment.clinic().effort();

        assertThat(effort.perCell().low()).isCloseTo(1.5, within(0.01));
        assertThat(effort.rest().low()).isCloseTo(1.5 * effort.total().left(), within(0.1));
    }

    @Test
    void nothingFinishedGivesNoEstimate() {
        Effort effort = ExampleAssessment.everyTextIs("any").effort();

        assertThat(effort.rest()).isNull();
        assertThat(effort.assumptions()).isEmpty();
        assertThat(EffortWording.outlook(effort)).startsWith("No estimate yet");
    }

    @Test
    void timeOfASliceWithoutAPassIsNotUsedAndSaid() {
        Assessment assessment = Assessor.builder()
                .sliceTimes(List.of(new SliceTime("booking", Duration.ofHours(3), SliceTime.Source.DECLARED)))
                .build()
                .assess(new Inventory("clinic", List.of()));

        assertThat(assessment.effort().finished()).isEmpty();
        assertThat(assessment.notes())
                .singleElement()
                .asString()
                .contains("The time of the slice booking was not used");
    }

    @Test
    void activityIsLabelledAsSuch() {
        FinishedSlice active =
                new FinishedSlice(new SliceTime("booking", Duration.ofHours(6), SliceTime.Source.ACTIVITY), 3);
        Effort effort = new Effort(
                new Cells(3, 3, 0),
                new Cells(0, 0, 0),
                List.of(),
                List.of(active),
                EffortInterval.next(List.of(active.hoursPerCell())),
                new EstimateScore(0, 0));

        assertThat(effort.assumptions())
                .contains(
                        "Known so far: booking took 6 hours (activity) for 3 cells",
                        "Activity is the time between commits, which is not working time");
    }

    @Test
    void estimatesAreKeptOnceForEachSetOfFinishedSlices(@TempDir Path folder) {
        Path file = folder.resolve("estimates.json");
        Assessment assessment = ExampleAssessment.clinic();

        PastEstimates.from(file).with(assessment).writeTo(file);
        PastEstimates.from(file).with(assessment).writeTo(file);

        assertThat(PastEstimates.from(file).estimates()).singleElement().satisfies(estimate -> {
            assertThat(estimate.at()).isEqualTo(ExampleAssessment.AT);
            assertThat(estimate.finished()).containsExactly("booking");
            assertThat(estimate.perCell()).isEqualTo(assessment.effort().perCell());
        });
    }

    @Test
    void estimateIsScoredByTheSliceThatWasFinishedNext() {
        PastEstimates past = new PastEstimates(List.of(
                new PastEstimate(Instant.EPOCH, List.of("first"), 20, new EffortInterval(1, 4)),
                new PastEstimate(
                        Instant.EPOCH.plusSeconds(1), List.of("first", "second"), 10, new EffortInterval(1, 3))));

        assertThat(past.score(List.of(finished("first", 2), finished("second", 3), finished("third", 5))))
                .isEqualTo(new EstimateScore(2, 1));
    }

    @Test
    void fileOfEstimatesInAnotherFormIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("estimates.json"), "{}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PastEstimates.from(file))
                .withMessageContaining("must hold a JSON array");
    }

    @Test
    void commitsCloseTogetherAreOneSitting() {
        long hour = 3600;

        assertThat(GitActivity.active(List.of(10 * hour, 11 * hour, 20 * hour))).isEqualTo(Duration.ofHours(5));
        assertThat(GitActivity.active(List.of())).isZero();
    }

    @Test
    void folderWithoutAHistoryHasNoActivity(@TempDir Path folder) {
        assertThat(new GitActivity(folder).on(List.of("AppointmentController"))).isEmpty();
        assertThat(new GitActivity(folder.resolve("missing")).on(List.of("Any")))
                .isEmpty();
    }

    private static double factorAfter(int slices) {
        return EffortInterval.next(Collections.nCopies(slices, 2.0)).factor();
    }

    private static FinishedSlice finished(String name, int hours) {
        return new FinishedSlice(new SliceTime(name, Duration.ofHours(hours), SliceTime.Source.DECLARED), 1);
    }

    /** A spread whose square is scaled inverse chi-squared with three degrees of freedom about 0.3 squared. */
    private static double spreadOfThePrior(Random random) {
        double squares = DoubleStream.generate(random::nextGaussian)
                .limit(3)
                .map(value -> value * value)
                .sum();
        return Math.sqrt(3 * 0.3 * 0.3 / squares);
    }
}
