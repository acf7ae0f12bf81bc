package dev.readiness.spring.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.audit.AuditRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventDetailsTests {

    @Test
    void aSecretIsSeenByItsNameAtAnyDepth() {
        assertThat(details(Map.of("user", Map.of("name", "ann", "logins", List.of(Map.of("Pass-Word", "test-only"))))))
                .containsOnly(Map.entry("user.name", "ann"), Map.entry("user.logins.0.Pass-Word", "[redacted]"));
    }

    @Test
    void aSecretIsSeenByItsLookUnderAnyName() {
        assertThat(details(Map.of("note", List.of("called with Bearer test-token-12345"))))
                .containsEntry("note.0", "called with Bearer [redacted]");
    }

    @Test
    void whatContainsItselfEnds() {
        Map<String, Object> circle = new HashMap<>();
        circle.put("again", circle);

        assertThat(details(circle)).containsEntry("again.again.again.again.again.again", "[too deep]");
    }

    @Test
    void anObjectThatCannotBePrintedIsNoReasonToLoseTheRecord() {
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no");
            }
        };

        assertThat(details(Map.of("thing", broken))).containsEntry("thing", "[IllegalStateException]");
    }

    private static Map<String, String> details(Map<String, ?> data) {
        AuditRecord.Builder builder = AuditRecord.builder(
                UUID.fromString("019ca8a0-3e80-701e-8cb8-7864a4b946f4"), Instant.parse("2026-03-01T09:00:00Z"), "a");
        EventDetails.add(builder, data);
        return builder.build().details();
    }
}
