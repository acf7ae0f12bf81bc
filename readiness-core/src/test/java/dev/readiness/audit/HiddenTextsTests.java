package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A mask that is applied to what records hold. The value is made up and opens nothing. */
class HiddenTextsTests {

    private static final String VALUE = "test value of hooks";

    private final AuditStore store = AuditStore.inMemory();

    @Test
    void everyTextOfARecordIsMasked() {
        AuditTrail trail = trail(PersonalData.plain());
        trail.record(trail.entry("hook.change")
                .actor(new AuditRecord.Actor("user", VALUE, "for " + VALUE))
                .subject("subject " + VALUE)
                .target("hook", VALUE)
                .tenant(VALUE)
                .source(new AuditRecord.Source(VALUE, "agent " + VALUE, VALUE))
                .correlationId(VALUE)
                .traceId(VALUE)
                .reason("because of " + VALUE)
                .change("url", VALUE, "https://hooks.example/" + VALUE)
                .detail("to", VALUE)
                .detail(VALUE, "name")
                .build());

        AuditRecord stored = stored();
        assertThat(AuditJson.write(stored)).doesNotContain(VALUE);
        assertThat(stored.reason()).isEqualTo("because of [redacted]");
        assertThat(stored.changes())
                .containsExactly(new AuditRecord.Change("url", "[redacted]", "https://hooks.example/[redacted]"));
        assertThat(trail.read(AuditQuery.newestFirst(9).byActor(VALUE)).records())
                .hasSize(1);
    }

    @Test
    void aRecordThatWasNotMadeByTheTrailIsMaskedToo() {
        AuditTrail trail = trail(PersonalData.plain());
        AuditRecord made = trail.entry("hook.change").build();
        trail.record(AuditRecord.builder(made.id(), made.time(), "hook.change")
                .reason("because of " + VALUE)
                .build());

        assertThat(stored().reason()).isEqualTo("because of [redacted]");
    }

    @Test
    void whereATextIsCutNoPartOfASecretIsLeft() {
        AuditTrail trail = trail(PersonalData.plain());
        String text = "a".repeat(AuditRecord.MAX_TEXT - 10) + " " + VALUE;
        trail.record(trail.entry("hook.change")
                .reason(text)
                .detail("to", text)
                .change("url", text, text)
                .build());

        assertThat(AuditJson.write(stored())).doesNotContain(VALUE.substring(0, 5));
    }

    @Test
    void aPseudonymIsThatOfTheValueItself() {
        String key = Base64.getEncoder().encodeToString(new byte[32]); // a test value
        AuditTrail plain = trail(PersonalData.of(Map.of("actor", FieldProtection.PSEUDONYM), key, null));
        for (String name : new String[] {VALUE, "other"}) {
            plain.record(plain.entry("hook.change")
                    .actor(AuditRecord.Actor.user(name))
                    .build());
        }

        assertThat(plain.read(AuditQuery.newestFirst(9).byActor(VALUE)).records())
                .hasSize(1);
    }

    @Test
    void whatTheTrailSaysOfItselfStaysButForTheReason() {
        AuditTrail trail = trail(PersonalData.plain());
        trail.record(trail.entry(SubjectErasure.ACTION)
                .subject(VALUE)
                .reason("asked by " + VALUE)
                .build());

        assertThat(stored().subjects()).containsExactly(VALUE);
        assertThat(stored().reason()).isEqualTo("asked by [redacted]");
    }

    @Test
    void aRecordWithoutSecretsIsTheSameObject() {
        AuditRecord given = AuditRecord.builder(
                        new TimeOrderedIds().next(java.time.Instant.EPOCH), java.time.Instant.EPOCH, "hook.change")
                .reason("because")
                .build();

        assertThat(PersonalData.plain()
                        .hiding(text -> text.replace(VALUE, "[redacted]"))
                        .protect(given))
                .isSameAs(given);
    }

    private AuditTrail trail(PersonalData personal) {
        return AuditTrail.of(
                store,
                new AuditRecord.Origin("clinic", null, UUID.randomUUID().toString()),
                java.time.InstantSource.system(),
                AuditActions.open(),
                personal.hiding(text -> text.replace(VALUE, "[redacted]")));
    }

    private AuditRecord stored() {
        return store.read(AuditQuery.newestFirst(1)).records().get(0);
    }
}
