package dev.readiness.spring.encryption;

import dev.readiness.spring.encryption.OutgoingConnection.Protection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a JDBC driver encrypts, judged by its URL and properties and by what it does without any.
 *
 * <p>A setting by which a driver only prefers encryption does not count: whoever stands in between takes it away.
 */
final class JdbcUrl {

    private static final Pattern HOST = Pattern.compile("//(?:[^@/]*@)?(\\[[^]]*]|[^:/?;,]*)");

    private static final Pattern ORACLE_HOST = Pattern.compile("@(?:\\w+:)?(?://)?(\\[[^]]*]|[^:/?;,(]+)");

    private static final Pattern ORACLE_DESCRIPTION = Pattern.compile("(?i)HOST\\s*=\\s*([^)\\s]+)");

    private final String url;

    private final Map<String, String> settings = new HashMap<>();

    JdbcUrl(String url, Properties properties) {
        this.url = url;
        int query = url.indexOf('?') >= 0 ? url.indexOf('?') : url.indexOf(';');
        if (query >= 0) {
            for (String setting : url.substring(query + 1).split("[&;]", -1)) {
                int equals = setting.indexOf('=');
                if (equals > 0) {
                    put(setting.substring(0, equals), setting.substring(equals + 1));
                }
            }
        }
        properties.stringPropertyNames().forEach(name -> put(name, properties.getProperty(name)));
    }

    private void put(String name, String value) {
        settings.put(name.toLowerCase(Locale.ROOT), value.toLowerCase(Locale.ROOT));
    }

    OutgoingConnection connectionOf(String where) {
        return switch (product()) {
            case "postgresql" ->
                of(
                        where,
                        setting("sslmode").matches("require|verify-ca|verify-full")
                                || (setting("sslmode").isEmpty()
                                        && setting("ssl").matches("|true")
                                        && has("ssl")),
                        "sslmode",
                        "sslmode=verify-full");
            case "mysql" ->
                of(
                        where,
                        setting("sslmode").matches("required|verify_ca|verify_identity")
                                || (setting("usessl").equals("true")
                                        && setting("requiressl").equals("true")),
                        "sslMode",
                        "sslMode=VERIFY_IDENTITY");
            case "mariadb" ->
                of(
                        where,
                        setting("sslmode").matches("trust|verify-ca|verify-full")
                                || setting("usessl").equals("true"),
                        "sslMode",
                        "sslMode=verify-full");
            case "sqlserver" -> of(where, !setting("encrypt").matches("false|no|optional"), "encrypt", "encrypt=true");
            case "oracle" ->
                of(
                        where,
                        url.toLowerCase(Locale.ROOT).contains("tcps"),
                        "protocol",
                        "jdbc:oracle:thin:@tcps://host:2484/service");
            case "h2" -> h2(where);
            case "hsqldb", "derby", "sqlite", "duckdb" ->
                new OutgoingConnection(where, "", Protection.NONE, "the database is part of the process", "");
            default ->
                new OutgoingConnection(
                        where,
                        host(),
                        Protection.UNKNOWN,
                        "what the driver for '" + product() + "' does is not known",
                        "");
        };
    }

    private OutgoingConnection h2(String where) {
        boolean served = url.matches("jdbc:h2:(tcp|ssl):.*");
        return served
                ? of(where, url.startsWith("jdbc:h2:ssl:"), "protocol", "jdbc:h2:ssl://host/database")
                : new OutgoingConnection(where, "", Protection.NONE, "the database is part of the process", "");
    }

    private OutgoingConnection of(String where, boolean encrypted, String name, String remedy) {
        String value = setting(name.toLowerCase(Locale.ROOT));
        return new OutgoingConnection(
                where,
                host(),
                encrypted ? Protection.ENCRYPTED : Protection.OPEN,
                product() + ", " + (value.isEmpty() ? name + " is not set" : name + "=" + value),
                remedy);
    }

    private boolean has(String name) {
        return settings.containsKey(name) || url.matches("(?i).*[?&]" + name + "(&.*)?");
    }

    private String setting(String name) {
        return settings.getOrDefault(name, "");
    }

    private String product() {
        String[] parts = url.split(":", 3);
        return parts.length < 2 ? "" : parts[1].toLowerCase(Locale.ROOT);
    }

    private String host() {
        if (product().equals("oracle")) {
            Matcher description = ORACLE_DESCRIPTION.matcher(url);
            Matcher plain = ORACLE_HOST.matcher(url);
            return description.find() ? description.group(1) : plain.find() ? plain.group(1) : "";
        }
        Matcher host = HOST.matcher(url);
        // Without a host, drivers that have one go to this machine.
        return host.find() && !host.group(1).isEmpty()
                ? host.group(1)
                : Set.of("postgresql", "mysql", "mariadb").contains(product()) ? "localhost" : "";
    }
}
