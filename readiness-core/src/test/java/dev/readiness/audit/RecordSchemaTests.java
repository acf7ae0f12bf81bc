package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every shape of a record against what OCSF and ECS ask for. The official schemas are in no artifact of a registry; what they
 * say of the attributes that we write is in {@code ocsf-used.schema.json} and {@code ecs-used.schema.json}. The lines are left in
 * {@code target/record-schemas}, for whoever has a validator of the whole.
 */
class RecordSchemaTests {

    private static final Path LINES = Path.of("target", "record-schemas");
    private static final JsonMapper JSON = new JsonMapper();
    private static final Schema OCSF = schema("ocsf-used.schema.json");
    private static final Schema ECS = schema("ecs-used.schema.json");

    private static final List<String> ACTIONS = List.of(
            "security.login",
            "security.logout",
            "security.access",
            "ratelimit.refusal",
            "secret.read",
            "secret.change",
            "audit.read",
            "audit.export",
            "audit.verify",
            "audit.canary",
            "audit.hold",
            "audit.release",
            "audit.retention",
            "audit.subject.erased",
            "appointment.book",
            "chart.read",
            "address.changed",
            "account.delete",
            "frobnicate",
            "a".repeat(300));

    private static final List<AuditRecord.Actor> ACTORS = List.of(
            AuditRecord.Actor.user("ann"),
            AuditRecord.Actor.system("nightly"),
            AuditRecord.Actor.anonymous(),
            new AuditRecord.Actor("unknown", "unknown", null),
            new AuditRecord.Actor("admin", "root", null),
            new AuditRecord.Actor("service", "billing", "ann"),
            new AuditRecord.Actor("claimed-user", "\"><script>\u202e\n", null));

    private static final List<String> ADDRESSES = List.of(
            "192.0.2.7",
            "2001:db8::7",
            "::ffff:192.0.2.7",
            "fe80::1%eth0",
            "[2001:db8::7]:443",
            "192.0.2.7:8080",
            "proxy.example",
            "…192.0",
            "999.1.1.1",
            "1.2",
            "::::",
            "cafe:1");

    @Test
    void everyShapeIsWhatOcsfAsksFor() throws IOException {
        List<String> lines = shapes().stream().map(OcsfJson::write).toList();
        keep("ocsf.jsonl", lines);

        assertThat(lines).allSatisfy(line -> {
            assertThat(problems(OCSF, line)).isEmpty();
            JsonNode event = JSON.readTree(line);
            int type = event.get("class_uid").asInt();
            assertThat(event.get("type_uid").asLong())
                    .isEqualTo(type * 100L + event.get("activity_id").asInt());
            assertThat(event.get("category_uid").asInt()).isEqualTo(type / 1000);
        });
    }

    @Test
    void everyShapeIsWhatEcsAsksFor() throws IOException {
        List<String> lines = shapes().stream().map(EcsJson::write).toList();
        keep("ecs.jsonl", lines);

        assertThat(lines).allSatisfy(line -> assertThat(problems(ECS, line)).isEmpty());
    }

    @Test
    void everyKindOfActionIsAmongTheShapes() {
        assertThat(ACTIONS.stream().map(ActionKind::of).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(ActionKind.class));
        assertThat(ActionKind.of("audit.subject.erased")).isEqualTo(ActionKind.DELETE);
        assertThat(ActionKind.of("address.changed")).isEqualTo(ActionKind.UPDATE);
        assertThat(ActionKind.of("visit.booked")).isEqualTo(ActionKind.CREATE);
    }

    /** What the mapping once wrote, or could: the schemas have to refuse it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "type":"User"          | "type":"user"
            "ip":"192.0.2.7"       | "ip":"proxy.example"
            "ip":"192.0.2.7"       | "ip":"999.1.1.1"
            "status":"Success"     | "status":"success"
            "activity_id":2        | "activity_id":5
            "category_uid":6       | "category_uid":3
            "operation":           | "name":
            "src_endpoint":        | "source":
            "version":"1.6.0"      | "version":"1.5.0"
            "severity_id":1        | "severity_id":7
            """)
    void whatOcsfDoesNotKnowIsRefused(String right, String wrong) {
        String line = OcsfJson.write(entry("chart.read", AuditOutcome.SUCCESS, ACTORS.get(0), ADDRESSES.get(0), true));
        assertThat(problems(OCSF, line)).isEmpty();

        assertThat(line).contains(right);
        assertThat(problems(OCSF, line.replace(right, wrong))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "ip":"192.0.2.7"       | "ip":"cafe:1"
            "type":["start"]       | "type":["start","denied"]
            ["authentication"]     | ["login"]
            "outcome":"success"    | "outcome":"denied"
            "kind":"event"         | "kind":"audit"
            "user":                | "actor":
            "@timestamp":"2        | "@timestamp":"the 2
            """)
    void whatEcsDoesNotKnowIsRefused(String right, String wrong) {
        String line =
                EcsJson.write(entry("security.login", AuditOutcome.SUCCESS, ACTORS.get(0), ADDRESSES.get(0), true));
        assertThat(problems(ECS, line)).isEmpty();

        assertThat(line).contains(right);
        assertThat(problems(ECS, line.replace(right, wrong))).isNotEmpty();
    }

    private static List<AuditRecord> shapes() {
        List<AuditRecord> shapes = new ArrayList<>();
        List<@Nullable String> addresses = new ArrayList<>(ADDRESSES);
        addresses.add(null);
        for (AuditOutcome outcome : AuditOutcome.values()) {
            for (String action : ACTIONS) {
                for (boolean full : new boolean[] {true, false}) {
                    ACTORS.forEach(actor -> shapes.add(entry(action, outcome, actor, "192.0.2.7", full)));
                    addresses.forEach(address -> shapes.add(entry(action, outcome, ACTORS.get(0), address, full)));
                }
            }
        }
        return shapes;
    }

    private static AuditRecord entry(
            String action, AuditOutcome outcome, AuditRecord.Actor actor, @Nullable String address, boolean full) {
        AuditRecord.Builder entry = AuditRecord.builder(
                        UUID.fromString("019ca8a0-3e80-701e-8cb8-7864a4b946f4"),
                        Instant.parse("2026-03-01T09:00:00.123456Z"),
                        action)
                .outcome(outcome)
                .actor(actor);
        if (address != null) {
            entry.source(
                    new AuditRecord.Source(address, full ? "b".repeat(2_000) : null, full ? "0123456789abcdef" : null));
        }
        if (full) {
            entry.subject("patient-1")
                    .subject("p".repeat(300))
                    .target("chart", "7")
                    .target("t".repeat(300), "i".repeat(300))
                    .tenant("north")
                    .correlationId("0af7651916cd43dd8448eb211c80319c")
                    .traceId("trace-1")
                    .reason("r".repeat(2_000))
                    .change("room", "3", null)
                    .detail("d".repeat(300), "v".repeat(2_000))
                    .sealedPart("details.mail", "AbCd")
                    .origin(new AuditRecord.Origin("clinic", "1.0", "node-1"));
        }
        return entry.build();
    }

    private static List<String> problems(Schema schema, String line) {
        return schema.validate(line, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    private static void keep(String file, List<String> lines) throws IOException {
        Files.createDirectories(LINES);
        Files.write(LINES.resolve(file), lines);
    }

    private static Schema schema(String file) {
        SchemaRegistryConfig strict =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, registry -> registry.schemaRegistryConfig(strict))
                .getSchema(RecordSchemaTests.class.getResourceAsStream(file));
    }
}
