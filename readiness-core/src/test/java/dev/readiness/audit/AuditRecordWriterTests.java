package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditRecordWriterTests {

    private static final UUID ID = UUID.fromString("019ca8a0-3e80-701e-8cb8-7864a4b946f4");
    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");

    @Test
    void linesOfJsonAreWhatIsStored() throws IOException {
        AuditRecord entry = AuditRecord.builder(ID, NINE, "chart.read").build();
        StringBuilder out = new StringBuilder();

        AuditRecordWriter.jsonLines(out).write(entry);

        assertThat(out).hasToString(AuditJson.write(entry) + "\n");
    }

    @Test
    void separatedValuesHaveALineOfNamesAndQuotesWhereTheyAreNeeded() throws IOException {
        StringBuilder out = new StringBuilder();

        AuditRecordWriter.csv(out)
                .write(AuditRecord.builder(ID, NINE, "chart.read")
                        .actor(AuditRecord.Actor.user("ann"))
                        .subject("p-1")
                        .subject("p-2")
                        .target("chart", "7")
                        .reason("asked, \"twice\"")
                        .detail("room", "3")
                        .build());

        assertThat(out.toString().split("\r\n"))
                .containsExactly(
                        "id,time,action,outcome,actor_type,actor,on_behalf_of,subjects,targets,tenant,address,agent,"
                                + "correlation_id,reason,details",
                        ID + ",2026-03-01T09:00:00Z,chart.read,SUCCESS,user,ann,,p-1 p-2,chart:7,,,,,"
                                + "\"asked, \"\"twice\"\"\",room=3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)"})
    void whatASpreadsheetWouldTakeForAFormulaIsText(String claimed) throws IOException {
        StringBuilder out = new StringBuilder();

        AuditRecordWriter.csv(out)
                .write(AuditRecord.builder(ID, NINE, "security.login")
                        .actor(new AuditRecord.Actor("claimed-user", claimed, null))
                        .build());

        assertThat(out).contains(",'" + claimed + ",");
    }
}
