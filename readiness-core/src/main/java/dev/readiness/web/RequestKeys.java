package dev.readiness.web;

import dev.readiness.ratelimit.RateLimitKey;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the key that a request is counted by; the kinds never collide with each other. */
final class RequestKeys {

    private RequestKeys() {}

    static String of(
            RateLimitKey key,
            @Nullable String principal,
            Function<String, @Nullable String> header,
            Supplier<String> address) {
        String value = switch (key.kind()) {
            case CLIENT_ADDRESS -> null;
            case PRINCIPAL -> principal;
            case HEADER -> header.apply(key.header());
        };
        return value == null ? "address " + address.get() : key + " " + value;
    }
}
