package dev.readiness.spring.audit;

import dev.readiness.audit.AuditRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the data of an event apart: what lies deeper becomes a detail of its own with a name like {@code user.password}, so
 * that a name which says "secret" is seen at any depth.
 */
final class EventDetails {

    private static final int DEEPEST = 6;

    private EventDetails() {}

    static void add(AuditRecord.Builder builder, Map<String, ?> data) {
        data.forEach((name, value) -> add(builder, name, value, 1));
    }

    private static void add(AuditRecord.Builder builder, String name, @Nullable Object value, int depth) {
        if (depth < DEEPEST && value instanceof Map<?, ?> map) {
            map.forEach((inner, deeper) -> add(builder, name + "." + text(inner), deeper, depth + 1));
        } else if (depth < DEEPEST && value instanceof Iterable<?> list) {
            int number = 0;
            for (Object element : list) {
                if (number == AuditRecord.MAX_DETAILS) {
                    break;
                }
                add(builder, name + "." + number++, element, depth + 1);
            }
        } else if (value instanceof Map || value instanceof Iterable) {
            builder.detail(nonBlank(name), "[too deep]");
        } else {
            builder.detail(nonBlank(name), text(value));
        }
    }

    /** An object that cannot say what it is must not keep what happened out of the trail. */
    private static String text(@Nullable Object value) {
        try {
            return String.valueOf(value);
        } catch (RuntimeException | StackOverflowError ex) {
            return "[" + ex.getClass().getSimpleName() + "]";
        }
    }

    private static String nonBlank(String name) {
        return name.isBlank() ? "unnamed" : name;
    }
}
