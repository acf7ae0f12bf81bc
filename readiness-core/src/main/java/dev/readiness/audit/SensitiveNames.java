package dev.readiness.audit;

import java.util.List;
import java.util.Locale;

/** The deny-list: names of details whose value never reaches the trail. */
final class SensitiveNames {

    static final String REDACTED = "[redacted]";

    private static final List<String> PARTS = List.of(
            "password",
            "passwd",
            "passphrase",
            "secret",
            "token",
            "authorization",
            "cookie",
            "credential",
            "apikey",
            "privatekey",
            "accesskey",
            "sessionid",
            "cardnumber",
            "cvv",
            "ssn");

    private SensitiveNames() {}

    /** Returns whether {@code name}, however it is spelled ({@code apiKey}, {@code API-KEY}), names something secret. */
    static boolean matches(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return PARTS.stream().anyMatch(plain::contains);
    }
}
