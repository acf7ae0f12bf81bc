package dev.readiness.secrets;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells values that anybody would try first. */
final class SecretStrength {

    /** Defaults of products, images and tutorials, in lower case. */
    private static final Set<String> WELL_KNOWN = Set.of(
            "admin",
            "admin1",
            "admin123",
            "administrator",
            "changeit",
            "changeme",
            "default",
            "demo",
            "dev",
            "foobar",
            "guest",
            "letmein",
            "master",
            "minioadmin",
            "mysql",
            "oracle",
            "pass",
            "pass123",
            "passw0rd",
            "password",
            "password1",
            "password123",
            "postgres",
            "postgresql",
            "qwerty",
            "rabbitmq",
            "redis",
            "root",
            "root123",
            "sa",
            "secret",
            "secret123",
            "sesame",
            "superuser",
            "system",
            "test",
            "test123",
            "tomcat",
            "toor",
            "user",
            "user123",
            "welcome",
            "welcome1",
            "123456",
            "1234",
            "12345",
            "12345678",
            "123456789",
            "000000",
            "111111");

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i)<[^<>]+>|\\[[a-z _-]+]|(x{3,}|\\*{3,}|\\.{3,}|-+)|to-?do|tbd|fix-?me|(re)?place[ _-]?(me|this|holder)"
                    + "|change[ _-]?(me|this|it)|(your|my|insert|enter|put|some|dummy|example)[ _-].+");

    private SecretStrength() {}

    /** Returns whether {@code value} is the default of a product or a tutorial. */
    static boolean isWellKnown(String value) {
        return WELL_KNOWN.contains(value.toLowerCase(Locale.ROOT));
    }

    /** Returns whether {@code value} only stands where somebody should have put a secret. */
    static boolean isPlaceholder(String value) {
        return PLACEHOLDER.matcher(value).matches();
    }
}
