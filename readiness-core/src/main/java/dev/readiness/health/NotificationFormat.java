package dev.readiness.health;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What one kind of receiver takes. */
interface NotificationFormat {

    JsonFactory JSON = new JsonFactory();

    /** Returns the body of a request. */
    byte[] body(Notification notification);

    /** Returns further headers for {@code body}. */
    default Map<String, String> headers(Notification notification, byte[] body) {
        return Map.of();
    }

    default @Nullable Duration repeatEvery() {
        return null;
    }

    static byte[] json(Consumer<JsonGenerator> content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            content.accept(json);
        }
        return out.toByteArray();
    }

    static void strings(JsonGenerator json, String name, Map<String, String> values) {
        json.writeObjectPropertyStart(name);
        values.forEach(json::writeStringProperty);
        json.writeEndObject();
    }
}
