package dev.readiness.audit;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Writes a record in the Elastic Common Schema, version {@value #VERSION}. What it has no place for is under {@code Readiness},
 * a name that the schema will never use. {@code event.hash} is the hash of the leaf in the sealed trail.
 */
final class EcsJson {

    static final String VERSION = "8.17.0";

    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");

    private EcsJson() {}

    static String write(AuditRecord entry) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = AuditJson.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("@timestamp", entry.time().toString());
            object(json, "ecs", "version", VERSION);
            writeEvent(json, entry);
            writeUser(json, entry.actor());
            writeSource(json, entry.source());
            object(json, "organization", "id", entry.tenant());
            String correlation = entry.correlationId();
            boolean isTrace = correlation != null && TRACE.matcher(correlation).matches();
            String trace = entry.traceId() == null && isTrace ? correlation : entry.traceId();
            object(json, "trace", "id", trace);
            object(json, "transaction", "id", isTrace ? null : correlation);
            writeService(json, entry.origin());
            writeOwn(json, entry);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void writeEvent(JsonGenerator json, AuditRecord entry) {
        ActionKind kind = ActionKind.of(entry.action());
        json.writeObjectPropertyStart("event");
        json.writeStringProperty("id", entry.id().toString());
        json.writeStringProperty("kind", "event");
        json.writeStringProperty("dataset", "readiness.audit");
        json.writeStringProperty("action", entry.action());
        json.writeArrayPropertyStart("category");
        json.writeString(kind.isAuthentication() ? "authentication" : "api");
        json.writeEndArray();
        json.writeArrayPropertyStart("type");
        json.writeString(kind.ecs());
        if (entry.outcome() == AuditOutcome.DENIED && !kind.isAuthentication()) { // Of a login it is no type.
            json.writeString("denied");
        }
        json.writeEndArray();
        json.writeStringProperty("outcome", entry.outcome() == AuditOutcome.SUCCESS ? "success" : "failure");
        optional(json, "reason", entry.reason());
        byte[] leaf = MerkleHash.ofLeaf(AuditJson.write(entry).getBytes(StandardCharsets.UTF_8));
        json.writeStringProperty("hash", HexFormat.of().formatHex(leaf));
        json.writeEndObject();
    }

    private static void writeUser(JsonGenerator json, AuditRecord.Actor actor) {
        json.writeObjectPropertyStart("user");
        json.writeStringProperty("id", actor.id());
        object(json, "effective", "id", actor.onBehalfOf());
        json.writeEndObject();
    }

    /** Only what is an address may be in {@code source.ip}: Elasticsearch refuses the whole document otherwise. */
    private static void writeSource(JsonGenerator json, AuditRecord.@Nullable Source source) {
        if (source == null) {
            return;
        }
        String address = source.address();
        if (address != null) {
            json.writeObjectPropertyStart("source");
            json.writeStringProperty("address", address);
            if (IpLiteral.is(address)) {
                json.writeStringProperty("ip", address);
            }
            json.writeEndObject();
        }
        object(json, "user_agent", "original", source.agent());
    }

    private static void writeService(JsonGenerator json, AuditRecord.@Nullable Origin origin) {
        if (origin == null) {
            return;
        }
        json.writeObjectPropertyStart("service");
        json.writeStringProperty("name", origin.application());
        optional(json, "version", origin.version());
        object(json, "node", "name", origin.node());
        json.writeEndObject();
    }

    private static void writeOwn(JsonGenerator json, AuditRecord entry) {
        json.writeObjectPropertyStart("Readiness");
        json.writeStringProperty("actor_type", entry.actor().type());
        json.writeStringProperty("outcome", entry.outcome().name());
        json.writeArrayPropertyStart("subjects");
        entry.subjects().forEach(json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("targets");
        entry.targets().forEach(target -> json.writeString(target.type() + ":" + target.id()));
        json.writeEndArray();
        optional(json, "session", entry.source() == null ? null : entry.source().session());
        if (!entry.changes().isEmpty()) {
            json.writeArrayPropertyStart("changes");
            entry.changes().forEach(change -> json.writeString(change.text()));
            json.writeEndArray();
        }
        json.writeArrayPropertyStart("details"); // No object: every name would become a field of the index.
        entry.details().forEach((name, value) -> json.writeString(name + "=" + value));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void object(JsonGenerator json, String name, String part, @Nullable String value) {
        if (value != null) {
            json.writeObjectPropertyStart(name);
            json.writeStringProperty(part, value);
            json.writeEndObject();
        }
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }
}
