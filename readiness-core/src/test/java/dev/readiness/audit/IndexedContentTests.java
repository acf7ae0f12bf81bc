package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexedContentTests {

    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00.123456Z");

    private final AuditRecord entry = AuditRecord.builder(new TimeOrderedIds().next(NINE), NINE, "chart.read")
            .outcome(AuditOutcome.DENIED)
            .actor(new AuditRecord.Actor("user", "ann", "bob"))
            .subject("p-1")
            .target("chart", "7")
            .tenant("north")
            .source(new AuditRecord.Source("192.0.2.7", "agent"))
            .reason("r\u00e9ason")
            .detail("id", "another")
            .origin(new AuditRecord.Origin("clinic", null, null))
            .build();

    private final String content = AuditJson.write(entry);

    @Test
    void whatTheColumnsSayToo() {
        assertThat(IndexedContent.plainAction(row(content))).contains("chart.read");
    }

    @Test
    void aRecordWithoutSubjectTargetAndTenantIsPlain() {
        AuditRecord bare = AuditRecord.builder(entry.id(), NINE, "chart.read").build();
        StoredRow row = new StoredRow(bare.id(), NINE, IndexColumns.of(bare), AuditJson.write(bare), null);

        assertThat(IndexedContent.plainAction(row)).contains("chart.read");
    }

    @ParameterizedTest
    @CsvSource({
        "chart.read, chart.reax",
        "DENIED, FAILURE",
        "ann, eve",
        "north, south",
        "p-1, p-2",
        "'\"7\"', '\"8\"'",
        "'\"type\":\"chart\"', '\"type\":\"other\"'",
        "09:00:00.123456Z, 09:00:00.123457Z",
        "'\"id\":\"0', '\"id\":\"1'"
    })
    void whatTheColumnsDoNotSayIsReadInFull(String said, String changed) {
        assertThat(content).contains(said);

        assertThat(IndexedContent.plainAction(row(content.replace(said, changed))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"action\":', '\"action\":\"chart.write\",\"action\":'",
        "'\"tenant\":', '\"tenant\":null,\"tenant\":'",
        "'[\"p-1\"]', '[\"p-1\",\"p-2\"]'",
        "'\"subjects\":', '\"subjects\":[\"p-1\"],\"subjects\":'",
        "'{\"schemaVersion\"', '[{\"schemaVersion\"'",
        "'\"DENIED\"', '7'",
        "'\"type\":\"user\"', '\"type\":{\"id\":\"eve\"}'"
    })
    void whatIsNotPlainIsReadInFull(String plain, String other) {
        assertThat(content).contains(plain);

        assertThat(IndexedContent.plainAction(row(content.replace(plain, other))))
                .isEmpty();
        assertThat(IndexedContent.plainAction(row(content + " {}"))).isEmpty();
        assertThat(IndexedContent.plainAction(row(content.substring(0, content.length() - 1))))
                .isEmpty();
    }

    private StoredRow row(String text) {
        return new StoredRow(entry.id(), NINE, IndexColumns.of(entry), text, null);
    }
}
