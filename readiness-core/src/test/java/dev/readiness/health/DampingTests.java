package dev.readiness.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class DampingTests {

    @Property(tries = 20_000)
    void equalsTheModel(
            @ForAll("results") List<HealthStatus> results,
            @ForAll @IntRange(min = 1, max = 5) int failAfter,
            @ForAll @IntRange(min = 1, max = 5) int recoverAfter) {
        Damping damping = new Damping(failAfter, recoverAfter);
        List<HealthStatus> statuses = results.stream().map(damping::add).toList();

        assertThat(statuses).isEqualTo(model(results, failAfter, recoverAfter));
    }

    /** The same as the class says it, by looking at all results each time. */
    private static List<HealthStatus> model(List<HealthStatus> results, int failAfter, int recoverAfter) {
        List<HealthStatus> statuses = new ArrayList<>();
        HealthStatus status = null;
        for (int n = 1; n <= results.size(); n++) {
            List<HealthStatus> soFar = results.subList(0, n);
            if (status == null) {
                status = soFar.get(0);
            } else if (n >= failAfter && best(last(soFar, failAfter)).isWorseThan(status)) {
                status = best(last(soFar, failAfter));
            } else if (n >= recoverAfter && status.isWorseThan(worst(last(soFar, recoverAfter)))) {
                status = worst(last(soFar, recoverAfter));
            }
            statuses.add(status);
        }
        return statuses;
    }

    @Example
    void failuresThatAreNotInARowNeverMakeItDown() {
        Damping damping = new Damping(3, 2);
        for (int i = 0; i < 100; i++) {
            for (int j = 0; j < 10; j++) {
                damping.add(HealthStatus.UP);
            }
            damping.add(HealthStatus.DOWN);
            damping.add(HealthStatus.DOWN);
        }

        assertThat(damping.status()).isEqualTo(HealthStatus.UP);
        assertThat(damping.add(HealthStatus.DOWN)).isEqualTo(HealthStatus.DOWN);
    }

    @Provide
    Arbitrary<List<HealthStatus>> results() {
        // Runs of one result are what thresholds are about; single results at random hardly have any.
        Arbitrary<List<HealthStatus>> runs = Arbitraries.of(HealthStatus.UP, HealthStatus.DEGRADED, HealthStatus.DOWN)
                .flatMap(result -> Arbitraries.just(result).list().ofMinSize(1).ofMaxSize(6));
        return runs.list()
                .ofMaxSize(15)
                .map(lists -> lists.stream().flatMap(List::stream).toList());
    }

    private static List<HealthStatus> last(List<HealthStatus> results, int count) {
        return results.subList(results.size() - count, results.size());
    }

    private static HealthStatus best(List<HealthStatus> results) {
        return results.stream().min(Comparator.naturalOrder()).orElseThrow();
    }

    private static HealthStatus worst(List<HealthStatus> results) {
        return results.stream().max(Comparator.naturalOrder()).orElseThrow();
    }
}
