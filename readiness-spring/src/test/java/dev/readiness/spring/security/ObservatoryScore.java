package dev.readiness.spring.security;

import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the MDN HTTP Observatory would give an answer over HTTPS that sets no cookie, shares nothing with other origins and
 * loads no script from elsewhere: by the table of modifiers that it publishes, as it stood in 2026.
 *
 * <p>Everything begins at 100. Penalties count always, and credits only where 90 remain without them.
 */
final class ObservatoryScore {

    private static final int LEAST_FOR_CREDIT = 90;

    private static final TreeMap<Integer, String> GRADES = new TreeMap<>(Map.ofEntries(
            Map.entry(100, "A+"),
            Map.entry(90, "A"),
            Map.entry(85, "A-"),
            Map.entry(80, "B+"),
            Map.entry(70, "B"),
            Map.entry(65, "B-"),
            Map.entry(60, "C+"),
            Map.entry(50, "C"),
            Map.entry(45, "C-"),
            Map.entry(40, "D+"),
            Map.entry(30, "D"),
            Map.entry(25, "D-"),
            Map.entry(0, "F")));

    private static final Set<String> BROAD =
            Set.of("*", "http:", "https:", "ftp:", "http://*", "https://*", "http://*.*", "https://*.*");

    private ObservatoryScore() {}

    static int of(HttpHeaders headers) {
        List<Integer> modifiers = List.of(
                policy(headers),
                frames(headers),
                headers.firstValue("X-Content-Type-Options")
                                .filter("nosniff"::equalsIgnoreCase)
                                .isPresent()
                        ? 0
                        : -5,
                transport(headers),
                referrer(headers),
                resourcePolicy(headers));
        int withoutCredits = 100
                + modifiers.stream()
                        .filter(modifier -> modifier < 0)
                        .mapToInt(Integer::intValue)
                        .sum();
        int credits = modifiers.stream()
                .filter(modifier -> modifier > 0)
                .mapToInt(Integer::intValue)
                .sum();
        return Math.max(0, withoutCredits >= LEAST_FOR_CREDIT ? withoutCredits + credits : withoutCredits);
    }

    static String gradeOf(int score) {
        return GRADES.floorEntry(score).getValue();
    }

    private static int policy(HttpHeaders headers) {
        Map<String, List<String>> policy = policyOf(headers);
        if (policy.isEmpty()) {
            return -25;
        }
        List<String> fallback = policy.getOrDefault("default-src", List.of("*"));
        List<String> scripts = policy.getOrDefault("script-src", fallback);
        List<String> objects = policy.getOrDefault("object-src", fallback);
        List<String> styles = policy.getOrDefault("style-src", fallback);
        if (isUnsafe(scripts) || objects.stream().anyMatch(BROAD::contains)) {
            return -20;
        }
        if (policy.values().stream().flatMap(List::stream).anyMatch(source -> source.startsWith("http:"))) {
            return -20;
        }
        if (scripts.contains("'unsafe-eval'") || styles.contains("'unsafe-eval'")) {
            return -10;
        }
        if (isUnsafe(styles)) {
            return 0;
        }
        return fallback.equals(List.of("'none'")) ? 10 : 5;
    }

    /** Where a nonce or a hash is listed, browsers ignore {@code 'unsafe-inline'}. */
    private static boolean isUnsafe(List<String> sources) {
        boolean named = sources.stream().anyMatch(source -> source.matches("'(nonce|sha256|sha384|sha512)-.*"));
        return sources.stream()
                .anyMatch(source -> BROAD.contains(source)
                        || source.equals("data:")
                        || (source.equals("'unsafe-inline'") && !named));
    }

    private static int frames(HttpHeaders headers) {
        List<String> ancestors = policyOf(headers).getOrDefault("frame-ancestors", List.of("*"));
        if (ancestors.stream().noneMatch(BROAD::contains)) {
            return 5;
        }
        return headers.firstValue("X-Frame-Options")
                        .filter(value -> value.matches("(?i)deny|sameorigin"))
                        .isPresent()
                ? 0
                : -20;
    }

    private static int transport(HttpHeaders headers) {
        return headers.firstValue("Strict-Transport-Security")
                .map(value -> value.replaceFirst("(?i).*max-age=(\\d+).*", "$1"))
                .filter(seconds -> seconds.matches("\\d+"))
                .map(seconds -> Long.parseLong(seconds) >= 15_768_000 ? 0 : -10)
                .orElse(-20);
    }

    private static int referrer(HttpHeaders headers) {
        return headers.firstValue("Referrer-Policy")
                .map(value ->
                        value.matches("no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin") ? 5 : -5)
                .orElse(0);
    }

    private static int resourcePolicy(HttpHeaders headers) {
        return headers.firstValue("Cross-Origin-Resource-Policy")
                .map(value -> switch (value) {
                    case "same-origin", "same-site" -> 10;
                    case "cross-origin" -> 0;
                    default -> -5;
                })
                .orElse(0);
    }

    private static Map<String, List<String>> policyOf(HttpHeaders headers) {
        Map<String, List<String>> directives = new HashMap<>();
        for (String directive :
                headers.firstValue("Content-Security-Policy").orElse("").split(";")) {
            String[] words = directive.strip().split("\\s+");
            if (!words[0].isEmpty()) {
                directives.putIfAbsent(words[0], Arrays.asList(words).subList(1, words.length));
            }
        }
        return directives;
    }
}
