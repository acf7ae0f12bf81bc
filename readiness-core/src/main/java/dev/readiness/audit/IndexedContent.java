package dev.readiness.audit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * What of a record's JSON is repeated in columns, read without building the record. For anything but the plain case it gives
 * nothing, and the record is then read in full: it may say yes sooner, but never no.
 */
final class IndexedContent {

    private @Nullable String id;
    private @Nullable String time;
    private @Nullable String action;
    private @Nullable String outcome;
    private @Nullable String actor;
    private @Nullable String tenant;
    private @Nullable String subject;
    private @Nullable String targetType;
    private @Nullable String targetId;

    private IndexedContent() {}

    /** Returns the action, if {@code row} has no reference of its own and every column says what its content says. */
    static Optional<String> plainAction(StoredRow row) {
        IndexedContent content = new IndexedContent();
        try (JsonParser json = AuditJson.FACTORY.createParser(ObjectReadContext.empty(), row.content())) {
            if (!content.read(json)) {
                return Optional.empty();
            }
        } catch (JacksonException ex) {
            return Optional.empty();
        }
        return content.isSaidBy(row) ? Optional.ofNullable(content.action) : Optional.empty();
    }

    private boolean isSaidBy(StoredRow row) {
        if (id == null || time == null || action == null || outcome == null || actor == null) {
            return false;
        }
        return row.recordedAt() != null
                && row.id().toString().equals(id)
                && row.recordedAt().toString().equals(time)
                && row.columns()
                        .equals(new IndexColumns(action, outcome, actor, tenant, subject, targetType, targetId));
    }

    /** Returns whether it was the plain case: each name once, and not more than one subject and one target. */
    private boolean read(JsonParser json) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        boolean plain = true;
        for (String name = json.nextName(); name != null && plain; name = json.nextName()) {
            JsonToken value = json.nextToken();
            plain = switch (name) {
                case "id" -> value == JsonToken.VALUE_STRING && id == null && (id = json.getString()) != null;
                case "time" -> value == JsonToken.VALUE_STRING && time == null && (time = json.getString()) != null;
                case "action" ->
                    value == JsonToken.VALUE_STRING && action == null && (action = json.getString()) != null;
                case "outcome" ->
                    value == JsonToken.VALUE_STRING && outcome == null && (outcome = json.getString()) != null;
                case "tenant" ->
                    value == JsonToken.VALUE_STRING && tenant == null && (tenant = json.getString()) != null;
                case "actor" -> value == JsonToken.START_OBJECT && actor == null && readActor(json);
                case "subjects" -> value == JsonToken.START_ARRAY && subject == null && readSubject(json);
                case "targets" -> value == JsonToken.START_ARRAY && targetId == null && readTarget(json);
                default -> {
                    json.skipChildren();
                    yield true;
                }
            };
        }
        return plain && json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
    }

    private boolean readActor(JsonParser json) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            boolean isText = json.nextToken() == JsonToken.VALUE_STRING;
            if (!isText || (name.equals("id") && actor != null)) {
                return false;
            }
            if (name.equals("id")) {
                actor = json.getString();
            }
        }
        return json.currentToken() == JsonToken.END_OBJECT;
    }

    private boolean readSubject(JsonParser json) {
        if (json.nextToken() == JsonToken.VALUE_STRING) {
            subject = json.getString();
            json.nextToken();
        }
        return json.currentToken() == JsonToken.END_ARRAY;
    }

    private boolean readTarget(JsonParser json) {
        if (json.nextToken() == JsonToken.START_OBJECT) {
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                boolean isText = json.nextToken() == JsonToken.VALUE_STRING;
                if (!isText || (name.equals("type") ? targetType : targetId) != null) {
                    return false;
                }
                if (name.equals("type")) {
                    targetType = json.getString();
                } else {
                    targetId = json.getString();
                }
            }
            json.nextToken();
        }
        return json.currentToken() == JsonToken.END_ARRAY;
    }
}
