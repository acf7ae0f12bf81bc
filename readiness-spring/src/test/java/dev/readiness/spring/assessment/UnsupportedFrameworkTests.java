package dev.readiness.spring.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.Result;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnsupportedFrameworkTests {

    @Test
    void aLineIsSupportedUntilItsLastDayIsOver() {
        assertThat(assess("3.5.16", "2026-06-30T23:59:59Z").result()).isEqualTo(Result.PASS);
        assertThat(assess("3.5.16", "2026-07-01T00:00:00Z").result()).isEqualTo(Result.FAIL);
        assertThat(assess("4.1.2-SNAPSHOT", "2026-11-27T00:00:00Z").result()).isEqualTo(Result.PASS);
    }

    @Test
    void whatIsOverIsNamedWithItsDayAndWhatToUpgradeTo() {
        Finding finding = assess("3.5.16", "2026-11-27T00:00:00Z");

        assertThat(finding.problem()).contains("3.5", "2026-06-30");
        assertThat(finding.remedy()).contains("4.1");
    }

    @Test
    void whatIsNewerThanTheTableIsNotAccused() {
        assertThat(assess("4.9.0", "2040-01-01T00:00:00Z").result()).isEqualTo(Result.UNKNOWN);
    }

    private static Finding assess(String version, String now) {
        Inventory nothing = new Inventory("notes", List.of());
        return new UnsupportedFramework(version, InstantSource.fixed(Instant.parse(now)))
                .assess(nothing)
                .get(0);
    }
}
