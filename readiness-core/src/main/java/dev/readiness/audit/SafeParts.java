package dev.readiness.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the parts of an {@link AuditRecord} safe to keep, or refuses them. */
final class SafeParts {

    private SafeParts() {}

    static String name(String part, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("'" + part + "' must not be blank");
        }
        return SafeText.of(text, AuditRecord.MAX_NAME);
    }

    static @Nullable String optional(@Nullable String text, int limit) {
        return text == null || text.isBlank() ? null : SafeText.of(text, limit);
    }

    static @Nullable String withoutSecrets(@Nullable String text) {
        String safe = optional(text, AuditRecord.MAX_TEXT);
        return safe == null ? null : SensitiveValues.redacted(safe);
    }

    static <T> List<T> bounded(String part, List<T> list) {
        if (list.size() > AuditRecord.MAX_REFERENCES) {
            throw new IllegalArgumentException(
                    "'" + part + "' must hold at most " + AuditRecord.MAX_REFERENCES + " but holds " + list.size());
        }
        return list;
    }

    static Map<String, String> details(Map<String, String> details) {
        Map<String, String> safe = new LinkedHashMap<>();
        details.entrySet().stream()
                .limit(AuditRecord.MAX_DETAILS)
                .forEach(detail ->
                        safe.put(name("details", detail.getKey()), value(detail.getKey(), detail.getValue())));
        return Collections.unmodifiableMap(safe);
    }

    /** Returns {@code value} of something called {@code name}, which may be a secret by its name or by its looks. */
    static String value(String name, String value) {
        return SensitiveNames.matches(name)
                ? SensitiveNames.REDACTED
                : SensitiveValues.redacted(SafeText.of(value, AuditRecord.MAX_TEXT));
    }

    /** Ciphertext cannot be cut or redacted; what is none is refused, because nothing looks for secrets in it. */
    static Map<String, String> ciphertexts(Map<String, String> sealedParts) {
        Map<String, String> safe = new LinkedHashMap<>();
        sealedParts.forEach((place, text) -> {
            if (text.length() > AuditRecord.MAX_SEALED || !text.chars().allMatch(next -> next > ' ' && next < 0x7f)) {
                throw new IllegalArgumentException("'sealedParts' must hold printable ASCII without spaces, at most "
                        + AuditRecord.MAX_SEALED + " characters, but '" + place + "' does not");
            }
            safe.put(SafeText.of(place, AuditRecord.MAX_NAME + 20), text);
        });
        return Collections.unmodifiableMap(safe);
    }
}
