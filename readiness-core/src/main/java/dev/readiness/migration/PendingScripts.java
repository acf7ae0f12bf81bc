package dev.readiness.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.configuration.Configuration;

/** Reads scripts from where Flyway finds them. */
record PendingScripts(Configuration configuration) {

    /**
     * Returns the scripts of these names, in this order, with Flyway's placeholders replaced.
     *
     * @throws UnreadableMigrationException if one is nowhere to be found
     */
    List<MigrationScript> read(List<String> names) {
        List<MigrationScript> scripts = new ArrayList<>();
        for (String name : names) {
            String sql = find(name).orElseThrow(() -> new UnreadableMigrationException(name));
            String file = name.substring(name.lastIndexOf('/') + 1);
            scripts.add(new MigrationScript(
                    file, replaced(sql), find(name + ".conf").flatMap(PendingScripts::conf)));
        }
        return scripts;
    }

    /** Returns what the lint knows of the database of this configuration. */
    LintContext context() throws SQLException {
        // Whether Flyway's lock is a transaction is known to its module for PostgreSQL only.
        LintContext context = LintContext.of(configuration.getDataSource()).withFlywayLock(false);
        return Optional.ofNullable(configuration.getDefaultSchema())
                .map(context::inSchema)
                .orElse(context);
    }

    /** Returns what {@code name}'s side file says of its rows, if there is one; Flyway does not look at it. */
    Optional<String> sideFile(String name) {
        return find(name + ".preflight");
    }

    private Optional<String> find(String name) {
        for (Location location : configuration.getLocations()) {
            try {
                Optional<String> text = read(location, name);
                if (text.isPresent()) {
                    return text;
                }
            } catch (IOException ex) {
                throw new UncheckedIOException("Cannot read " + name + " in " + location.getDescriptor(), ex);
            }
        }
        return Optional.empty();
    }

    private Optional<String> read(Location location, String name) throws IOException {
        if (location.getDescriptor().startsWith("filesystem:")) {
            Path file = Path.of(location.getRootPath()).resolve(name);
            return Files.isRegularFile(file) ? Optional.of(text(Files.readAllBytes(file))) : Optional.empty();
        }
        String root = location.getRootPath();
        String resource = root.isEmpty() ? name : root + "/" + name;
        try (InputStream in = configuration.getClassLoader().getResourceAsStream(resource)) {
            return location.getDescriptor().startsWith("classpath:") && in != null
                    ? Optional.of(text(in.readAllBytes()))
                    : Optional.empty();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Optional<Boolean> conf(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return Optional.ofNullable(properties.getProperty("executeInTransaction"))
                .map(Boolean::valueOf);
    }

    private String replaced(String sql) {
        String text = sql;
        for (Map.Entry<String, String> placeholder :
                configuration.getPlaceholders().entrySet()) {
            text = text.replace("${" + placeholder.getKey() + "}", placeholder.getValue());
        }
        return text;
    }
}
