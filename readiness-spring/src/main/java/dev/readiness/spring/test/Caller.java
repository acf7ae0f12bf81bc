package dev.readiness.spring.test;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Who sends the requests of a drill. Its text never shows the credentials. */
public final class Caller {

    static final Caller ANONYMOUS = new Caller("anonymous", Map.of());

    private final String name;
    private final Map<String, String> headers;

    private Caller(String name, Map<String, String> headers) {
        this.name = name;
        this.headers = headers;
    }

    /** Returns a caller who logs in with HTTP Basic. */
    public static Caller basic(String name, String password) {
        String credentials = name + ":" + password;
        return new Caller(
                name,
                Map.of(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))));
    }

    /** Returns a caller who shows a bearer token. */
    public static Caller bearer(String token) {
        return new Caller("bearer of a token", Map.of("Authorization", "Bearer " + token));
    }

    /** Returns a caller who is known by a header, for example {@code X-Api-Key}. */
    public static Caller header(String name, String value) {
        return new Caller("sender of " + name, Map.of(name, value));
    }

    Map<String, String> headers() {
        return headers;
    }

    /** Returns the name, without the credentials. */
    @Override
    public String toString() {
        return name;
    }
}
