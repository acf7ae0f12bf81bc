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
            "change-me",
            "change_me",
            "change-it",
            "change_it",
            "change-this",
            "change_this",
            "changethis",
            "changemenow",
            "change me",
            "changeme123",
            "changeme!",
            "default",
            "demo",
            "dev",
            "foobar",
            "elastic",
            "grafana",
            "guest",
            "hello",
            "hunter2",
            "jboss",
            "kibana",
            "keycloak",
            "mongo",
            "mongodb",
            "monitor",
            "mypassword",
            "mysecret",
            "mysecretpassword",
            "nacos",
            "neo4j",
            "p@ssw0rd",
            "p@ssword",
            "pa55word",
            "pg",
            "postgrespw",
            "public",
            "q1w2e3r4",
            "qwerty123",
            "1q2w3e4r",
            "123",
            "1234567",
            "1234567890",
            "654321",
            "abc123",
            "abcd1234",
            "admin1234",
            "rootpassword",
            "rootroot",
            "s3cr3t",
            "secretpassword",
            "sonar",
            "spring",
            "springuser",
            "supersecret",
            "test1234",
            "testpassword",
            "wordpress",
            "zabbix",
            "asdf",
            "bitnami",
            "cassandra",
            "clickhouse",
            "druid",
            "example123",
            "jenkins",
            "ldap",
            "nexus",
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
            "(?i)<[^<>]+>|\\[[a-z _-]+]|(x{3,}|\\*{3,}|\\.{3,}|-+|_{3,}|…+)|to-?do.*|tbd|fix-?me.*|place[ _-]?holder.*|replace[ _-]?.*"
                    + "|(use|your|insert|enter|put|provide|add|paste|dummy|example|sample|fill|set|tu|votre|ihr|dein)[ _-].+|your[A-Z]\\w*|YOUR\\w+"
                    + "|.*[-_ ](goes[-_ ]?)?here|xxx.*xxx|(api|access|secret)?[-_]?(key|token)[-_](value|here)|redacted.*|example|sample|placeholder|dummy");

    private static final Pattern SHOWN = Pattern.compile("(?i)<.*>?|x{3,}|\\*+|\\.{3}|pw|your.*|\\[.*");

    private SecretStrength() {}

    /** Returns whether {@code value} is the default of a product or a tutorial. */
    static boolean isWellKnown(String value) {
        return WELL_KNOWN.contains(value.toLowerCase(Locale.ROOT));
    }

    /** Returns whether {@code value} stands for a password where somebody shows the form of an address. */
    static boolean isShown(String value) {
        return SHOWN.matcher(value).matches() || isPlaceholder(value);
    }

    /** Returns whether {@code value} only stands where somebody should have put a secret. */
    static boolean isPlaceholder(String value) {
        return PLACEHOLDER.matcher(value).matches();
    }
}
