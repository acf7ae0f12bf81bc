package dev.readiness.health;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a check says fit to be shown: few, short, on one line, and without what looks like a secret.
 *
 * <p>This is the second line of defence; the first is that a check puts no secret there.
 */
final class SafeDetails {

    static final String REDACTED = "[redacted]";

    private static final int MAX_DETAILS = 30;
    private static final int MAX_NAME = 60;
    private static final int MAX_VALUE = 300;

    private static final Pattern SENSITIVE_NAME =
            Pattern.compile("(?i).*(passw|pwd|secret|token|credential|api.?key|private.?key|authorization).*");

    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/\\s@]+@");

    private static final Pattern ASSIGNMENT = Pattern.compile(
            "(?i)((?:passw[a-z]*|pwd|secret|token|credentials?|api.?key|private.?key)[\"']?\\s*[=:]\\s*)[^\\s&;,}]+");

    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}");

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private SafeDetails() {}

    static HealthResult of(HealthResult result, UnaryOperator<String> mask) {
        if (result.details().isEmpty()) {
            return result;
        }
        Map<String, String> safe = new LinkedHashMap<>();
        for (Map.Entry<String, String> detail : result.details().entrySet()) {
            if (safe.size() == MAX_DETAILS) {
                break;
            }
            String name = String.valueOf(detail.getKey());
            safe.put(text(name, MAX_NAME, mask), value(name, detail.getValue(), mask));
        }
        return new HealthResult(result.status(), safe);
    }

    private static String value(String name, @Nullable String value, UnaryOperator<String> mask) {
        return SENSITIVE_NAME.matcher(name).matches() ? REDACTED : text(String.valueOf(value), MAX_VALUE, mask);
    }

    private static String text(String text, int max, UnaryOperator<String> mask) {
        // Masked as a whole and cut before anything slow looks at it: a secret cut in two would no longer be known.
        String masked = mask.apply(text);
        String cut = masked.length() > max ? masked.substring(0, max) + "…" : masked;
        String oneLine = CONTROL.matcher(cut).replaceAll(" ");
        String withoutUser = USER_INFO.matcher(oneLine).replaceAll(REDACTED + "@");
        String withoutValues = ASSIGNMENT.matcher(withoutUser).replaceAll("$1" + REDACTED);
        return BEARER.matcher(withoutValues).replaceAll("$1 " + REDACTED);
    }
}
