package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
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
                        .change("room", "3", null)
                        .detail("room", "3")
                        .build());

        assertThat(out.toString().split("\r\n"))
                .containsExactly(
                        "id,time,action,outcome,actor_type,actor,on_behalf_of,subjects,targets,tenant,address,agent,"
                                + "session,correlation_id,trace_id,reason,changes,details",
                        ID + ",2026-03-01T09:00:00Z,chart.read,SUCCESS,user,ann,,p-1 p-2,chart:7,,,,,,,"
                                + "\"asked, \"\"twice\"\"\",room: 3 -> ,room=3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1+1", "\uff20SUM(A1)"})
    void whatASpreadsheetWouldTakeForAFormulaIsText(String claimed) throws IOException {
        StringBuilder out = new StringBuilder();

        AuditRecordWriter.csv(out)
                .write(AuditRecord.builder(ID, NINE, "security.login")
                        .actor(new AuditRecord.Actor("claimed-user", claimed, null))
                        .build());

        assertThat(out).contains(",'" + claimed + ",");
    }

    @Test
    void ocsfTellsAnApiActivity() throws IOException {
        StringBuilder out = new StringBuilder();

        AuditRecordWriter.ocsf(out).write(chartRead().build());

        assertThat(out)
                .hasToString(
                        "{\"category_uid\":6,\"class_uid\":6003,\"activity_id\":2,\"type_uid\":600302,\"severity_id\":1,"
                                + "\"time\":1772355600000,\"status_id\":2,\"status\":\"Failure\",\"status_code\":\"DENIED\",\"status_detail\":\"not on duty\","
                                + "\"metadata\":{\"version\":\"1.6.0\",\"uid\":\"" + ID
                                + "\",\"event_code\":\"chart.read\","
                                + "\"original_time\":\"2026-03-01T09:00:00Z\",\"correlation_uid\":\"0af7651916cd43dd8448eb211c80319c\","
                                + "\"tenant_uid\":\"north\",\"product\":{\"name\":\"clinic\",\"vendor_name\":\"Readiness\","
                                + "\"version\":\"1.0\"}},\"actor\":{\"user\":{\"uid\":\"ann\",\"type\":\"User\",\"type_id\":1}},"
                                + "\"api\":{\"operation\":\"chart.read\",\"service\":{\"name\":\"clinic\",\"version\":\"1.0\"}},"
                                + "\"resources\":[{\"uid\":\"7\",\"type\":\"chart\"}],\"src_endpoint\":{\"ip\":\"192.0.2.7\"},"
                                + "\"http_request\":{\"user_agent\":\"Mozilla\"},\"unmapped\":{\"subjects\":[\"p-1\"],"
                                + "\"on_behalf_of\":\"bob\",\"details\":{\"room\":\"3\"}}}\n");
    }

    @Test
    void ocsfTellsALoginAsAnAuthentication() throws IOException {
        StringBuilder out = new StringBuilder();

        AuditRecordWriter.ocsf(out)
                .write(AuditRecord.builder(ID, NINE, "security.login")
                        .actor(AuditRecord.Actor.user("ann"))
                        .build());

        assertThat(out.toString())
                .contains("\"class_uid\":3002,\"activity_id\":1,\"type_uid\":300201", "\"status_id\":1")
                .contains("\"user\":{\"uid\":\"ann\"", "\"service\":{\"name\":\"unknown\"}")
                .doesNotContain("\"api\"");
    }

    @Test
    void ecsHasOnlyFieldsThatItKnowsAndOneObjectOfItsOwn() throws IOException {
        StringBuilder out = new StringBuilder();
        AuditRecord entry = chartRead().build();

        AuditRecordWriter.ecs(out).write(entry);

        String leaf = HexFormat.of()
                .formatHex(MerkleHash.ofLeaf(AuditJson.write(entry).getBytes(StandardCharsets.UTF_8)));
        assertThat(out)
                .hasToString(
                        "{\"@timestamp\":\"2026-03-01T09:00:00Z\",\"ecs\":{\"version\":\"8.17.0\"},\"event\":{\"id\":\""
                                + ID
                                + "\",\"kind\":\"event\",\"dataset\":\"readiness.audit\",\"action\":\"chart.read\",\"category\":[\"api\"],"
                                + "\"type\":[\"access\",\"denied\"],\"outcome\":\"failure\",\"reason\":\"not on duty\",\"hash\":\""
                                + leaf
                                + "\"},\"user\":{\"id\":\"ann\",\"effective\":{\"id\":\"bob\"}},\"source\":{\"address\":\"192.0.2.7\","
                                + "\"ip\":\"192.0.2.7\"},\"user_agent\":{\"original\":\"Mozilla\"},\"organization\":{\"id\":\"north\"},"
                                + "\"trace\":{\"id\":\"0af7651916cd43dd8448eb211c80319c\"},\"service\":{\"name\":\"clinic\","
                                + "\"version\":\"1.0\",\"node\":{\"name\":\"node-1\"}},\"Readiness\":{\"actor_type\":\"user\","
                                + "\"outcome\":\"DENIED\",\"subjects\":[\"p-1\"],\"targets\":[\"chart:7\"],\"details\":[\"room=3\"]}}\n");
    }

    @Test
    void whatIsNoAddressIsNoIpOfEcs() throws IOException {
        StringBuilder out = new StringBuilder();

        AuditRecordWriter.ecs(out)
                .write(AuditRecord.builder(ID, NINE, "chart.frobnicate")
                        .source(new AuditRecord.Source("proxy.example", null))
                        .correlationId("abc")
                        .build());

        assertThat(out.toString())
                .contains("\"source\":{\"address\":\"proxy.example\"}", "\"transaction\":{\"id\":\"abc\"}")
                .contains("\"type\":[\"info\"]", "\"outcome\":\"success\"");
    }

    private static AuditRecord.Builder chartRead() {
        return AuditRecord.builder(ID, NINE, "chart.read")
                .outcome(AuditOutcome.DENIED)
                .actor(new AuditRecord.Actor("user", "ann", "bob"))
                .subject("p-1")
                .target("chart", "7")
                .tenant("north")
                .source(new AuditRecord.Source("192.0.2.7", "Mozilla"))
                .correlationId("0af7651916cd43dd8448eb211c80319c")
                .reason("not on duty")
                .detail("room", "3")
                .origin(new AuditRecord.Origin("clinic", "1.0", "node-1"));
    }
}
