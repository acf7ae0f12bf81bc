package dev.readiness.audit;

import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Writes a record in the Open Cybersecurity Schema Framework, version {@value #VERSION}: logins and logouts as Authentication
 * (3002), everything else as API Activity (6003). What OCSF has no place for is in {@code unmapped}.
 */
final class OcsfJson {

    static final String VERSION = "1.6.0";

    private static final int AUTHENTICATION = 3002;
    private static final int API_ACTIVITY = 6003;
    private static final int INFORMATIONAL = 1;

    private OcsfJson() {}

    static String write(AuditRecord entry) {
        ActionKind kind = ActionKind.of(entry.action());
        StringWriter text = new StringWriter();
        try (JsonGenerator json = AuditJson.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            writeClass(json, entry, kind);
            writeMetadata(json, entry);
            if (kind.isAuthentication()) {
                writeUser(json, entry.actor());
                writeSession(json, entry);
                writeService(json, entry);
            } else {
                json.writeObjectPropertyStart("actor");
                writeUser(json, entry.actor());
                writeSession(json, entry);
                json.writeEndObject();
                json.writeObjectPropertyStart("api");
                json.writeStringProperty("operation", entry.action());
                writeService(json, entry);
                json.writeEndObject();
                writeResources(json, entry);
            }
            writeSource(json, entry);
            writeUnmapped(json, entry);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void writeClass(JsonGenerator json, AuditRecord entry, ActionKind kind) {
        int type = kind.isAuthentication() ? AUTHENTICATION : API_ACTIVITY;
        json.writeNumberProperty("category_uid", type / 1000);
        json.writeNumberProperty("class_uid", type);
        json.writeNumberProperty("activity_id", kind.ocsf());
        if (kind == ActionKind.OTHER) {
            json.writeStringProperty("activity_name", entry.action());
        }
        json.writeNumberProperty("type_uid", type * 100L + kind.ocsf());
        json.writeNumberProperty("severity_id", INFORMATIONAL);
        json.writeNumberProperty("time", entry.time().toEpochMilli());
        boolean success = entry.outcome() == AuditOutcome.SUCCESS;
        json.writeNumberProperty("status_id", success ? 1 : 2);
        json.writeStringProperty("status", success ? "Success" : "Failure");
        json.writeStringProperty("status_code", entry.outcome().name());
        optional(json, "status_detail", entry.reason());
    }

    private static void writeMetadata(JsonGenerator json, AuditRecord entry) {
        json.writeObjectPropertyStart("metadata");
        json.writeStringProperty("version", VERSION);
        json.writeStringProperty("uid", entry.id().toString());
        json.writeStringProperty("event_code", entry.action());
        json.writeStringProperty("original_time", entry.time().toString());
        optional(json, "correlation_uid", entry.correlationId());
        optional(json, "tenant_uid", entry.tenant());
        json.writeObjectPropertyStart("product");
        AuditRecord.Origin origin = entry.origin();
        json.writeStringProperty("name", origin == null ? "Readiness" : origin.application());
        json.writeStringProperty("vendor_name", "Readiness");
        optional(json, "version", origin == null ? null : origin.version());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** The name of a type is that of its number; only where that is "other", it is ours. */
    private static void writeUser(JsonGenerator json, AuditRecord.Actor actor) {
        json.writeObjectPropertyStart("user");
        json.writeStringProperty("uid", actor.id());
        switch (actor.type()) {
            case "user" -> writeType(json, 1, "User");
            case "admin" -> writeType(json, 2, "Admin");
            case "system" -> writeType(json, 3, "System");
            case "service" -> writeType(json, 4, "Service");
            case "unknown" -> writeType(json, 0, "Unknown");
            default -> writeType(json, 99, actor.type());
        }
        json.writeEndObject();
    }

    private static void writeType(JsonGenerator json, int id, String name) {
        json.writeStringProperty("type", name);
        json.writeNumberProperty("type_id", id);
    }

    private static void writeSession(JsonGenerator json, AuditRecord entry) {
        String session = entry.source() == null ? null : entry.source().session();
        if (session != null) {
            json.writeObjectPropertyStart("session");
            json.writeStringProperty("uid", session);
            json.writeEndObject();
        }
    }

    private static void writeService(JsonGenerator json, AuditRecord entry) {
        AuditRecord.Origin origin = entry.origin();
        json.writeObjectPropertyStart("service");
        json.writeStringProperty("name", origin == null ? "unknown" : origin.application());
        optional(json, "version", origin == null ? null : origin.version());
        json.writeEndObject();
    }

    private static void writeResources(JsonGenerator json, AuditRecord entry) {
        if (entry.targets().isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("resources");
        for (AuditRecord.Target target : entry.targets()) {
            json.writeStartObject();
            json.writeStringProperty("uid", target.id());
            json.writeStringProperty("type", target.type());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A source is required; where none is known, it is the node that did it by itself. */
    private static void writeSource(JsonGenerator json, AuditRecord entry) {
        AuditRecord.Source source = entry.source();
        AuditRecord.Origin origin = entry.origin();
        String node = origin == null || origin.node() == null ? "unknown" : origin.node();
        json.writeObjectPropertyStart("src_endpoint");
        String address = source == null || source.address() == null ? node : source.address();
        json.writeStringProperty(IpLiteral.is(address) ? "ip" : "name", address);
        json.writeEndObject();
        if (source != null && source.agent() != null) {
            json.writeObjectPropertyStart("http_request");
            json.writeStringProperty("user_agent", source.agent());
            json.writeEndObject();
        }
    }

    private static void writeUnmapped(JsonGenerator json, AuditRecord entry) {
        json.writeObjectPropertyStart("unmapped");
        json.writeArrayPropertyStart("subjects");
        entry.subjects().forEach(json::writeString);
        json.writeEndArray();
        optional(json, "on_behalf_of", entry.actor().onBehalfOf());
        optional(json, "trace_id", entry.traceId());
        if (!entry.changes().isEmpty()) {
            json.writeArrayPropertyStart("changes");
            entry.changes().forEach(change -> json.writeString(change.text()));
            json.writeEndArray();
        }
        json.writeObjectPropertyStart("details");
        entry.details().forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }
}
