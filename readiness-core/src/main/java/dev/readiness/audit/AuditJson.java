package dev.readiness.audit;

import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Writes a record as JSON, on one line and in ASCII: whatever encoding a database or file system has, the bytes that come
 * back are the bytes that were written.
 */
final class AuditJson {

    static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private AuditJson() {}

    static String write(AuditRecord entry) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeNumberProperty("schemaVersion", entry.schemaVersion());
            json.writeStringProperty("id", entry.id().toString());
            json.writeStringProperty("time", entry.time().toString());
            json.writeStringProperty("action", entry.action());
            json.writeStringProperty("outcome", entry.outcome().name());
            writeActor(json, entry.actor());
            writeSubjects(json, entry.subjects());
            writeTargets(json, entry.targets());
            optional(json, "tenant", entry.tenant());
            writeSource(json, entry.source());
            optional(json, "correlationId", entry.correlationId());
            optional(json, "traceId", entry.traceId());
            optional(json, "reason", entry.reason());
            writeChanges(json, entry.changes());
            json.writeObjectPropertyStart("details");
            entry.details().forEach(json::writeStringProperty);
            json.writeEndObject();
            writeSealed(json, entry);
            writeOrigin(json, entry.origin());
            json.writeEndObject();
        }
        return text.toString();
    }

    /** Returns the record that {@code text} holds, written by this or another version of the library. */
    static AuditRecord read(String text) {
        JsonTree tree = JsonTree.parse(text);
        AuditRecord.Builder builder = AuditRecord.builder(
                        UUID.fromString(tree.text("id")), Instant.parse(tree.text("time")), tree.text("action"))
                .schemaVersion(Integer.parseInt(tree.text("schemaVersion")))
                .outcome(AuditOutcome.valueOf(tree.text("outcome")))
                .tenant(tree.optionalText("tenant"))
                .correlationId(tree.optionalText("correlationId"))
                .traceId(tree.optionalText("traceId"))
                .reason(tree.optionalText("reason"));
        tree.child("actor")
                .ifPresent(actor -> builder.actor(
                        new AuditRecord.Actor(actor.text("type"), actor.text("id"), actor.optionalText("onBehalfOf"))));
        tree.texts("subjects").forEach(builder::subject);
        tree.children("targets").forEach(target -> builder.target(target.text("type"), target.text("id")));
        tree.child("source")
                .ifPresent(source -> builder.source(new AuditRecord.Source(
                        source.optionalText("address"), source.optionalText("agent"), source.optionalText("session"))));
        tree.children("changes")
                .forEach(change -> builder.change(
                        change.text("field"), change.optionalText("before"), change.optionalText("after")));
        tree.child("details").ifPresent(details -> details.texts().forEach(builder::detail));
        tree.child("sealed").ifPresent(parts -> parts.texts().forEach(builder::sealedPart));
        tree.child("origin")
                .ifPresent(origin -> builder.origin(new AuditRecord.Origin(
                        origin.text("application"), origin.optionalText("version"), origin.optionalText("node"))));
        return builder.build();
    }

    private static void writeActor(JsonGenerator json, AuditRecord.Actor actor) {
        json.writeObjectPropertyStart("actor");
        json.writeStringProperty("type", actor.type());
        json.writeStringProperty("id", actor.id());
        optional(json, "onBehalfOf", actor.onBehalfOf());
        json.writeEndObject();
    }

    private static void writeSubjects(JsonGenerator json, List<String> subjects) {
        json.writeArrayPropertyStart("subjects");
        subjects.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void writeTargets(JsonGenerator json, List<AuditRecord.Target> targets) {
        json.writeArrayPropertyStart("targets");
        for (AuditRecord.Target target : targets) {
            json.writeStartObject();
            json.writeStringProperty("type", target.type());
            json.writeStringProperty("id", target.id());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeSource(JsonGenerator json, AuditRecord.@Nullable Source source) {
        if (source != null) {
            json.writeObjectPropertyStart("source");
            optional(json, "address", source.address());
            optional(json, "agent", source.agent());
            optional(json, "session", source.session());
            json.writeEndObject();
        }
    }

    private static void writeChanges(JsonGenerator json, List<AuditRecord.Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("changes");
        for (AuditRecord.Change change : changes) {
            json.writeStartObject();
            json.writeStringProperty("field", change.field());
            optional(json, "before", change.before());
            optional(json, "after", change.after());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeSealed(JsonGenerator json, AuditRecord entry) {
        if (!entry.sealedParts().isEmpty()) {
            json.writeObjectPropertyStart("sealed");
            entry.sealedParts().forEach(json::writeStringProperty);
            json.writeEndObject();
        }
    }

    private static void writeOrigin(JsonGenerator json, AuditRecord.@Nullable Origin origin) {
        if (origin != null) {
            json.writeObjectPropertyStart("origin");
            json.writeStringProperty("application", origin.application());
            optional(json, "version", origin.version());
            optional(json, "node", origin.node());
            json.writeEndObject();
        }
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }
}
