package dev.readiness.ratelimit;

import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes the key that a request is counted by; the kinds never collide with each other. */
final class RequestKeys {

    /** So long a value of a header is a key by itself; no client fills memory or time with a longer one. */
    private static final int LONGEST = 512;

    private final Map<String, RateLimitKeySource> sources;

    RequestKeys(Map<String, RateLimitKeySource> sources) {
        this.sources = sources;
    }

    void requireSource(RateLimitRule rule) {
        RateLimitKey key = rule.key();
        if (key.kind() == RateLimitKey.Kind.SOURCE && !sources.containsKey(key.name())) {
            throw new IllegalArgumentException("The rule '" + rule.name() + "' counts by '" + key
                    + "', but there is no RateLimitKeySource of the name '" + key.name() + "', only "
                    + new TreeSet<>(sources.keySet()));
        }
    }

    String of(RateLimitKey key, CountedRequest request) {
        String value = switch (key.kind()) {
            case CLIENT_ADDRESS -> null;
            case PRINCIPAL -> request.principal();
            case HEADER -> request.header(key.name());
            case SOURCE -> fromSource(key.name(), request);
        };
        if (value == null) {
            return "address ".concat(request.clientAddress());
        }
        return key + " " + (value.length() > LONGEST ? value.substring(0, LONGEST) : value);
    }

    private @Nullable String fromSource(String name, CountedRequest request) {
        RateLimitKeySource source = sources.get(name);
        return source == null ? null : source.keyOf(request);
    }
}
