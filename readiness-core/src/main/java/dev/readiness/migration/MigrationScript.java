package dev.readiness.migration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A migration as a script of SQL.
 *
 * @param name its file name in Flyway's form, {@code V7__add_phone.sql} or {@code R__views.sql}
 * @param sql its text, placeholders replaced where that matters
 * @param executeInTransaction what its {@code .conf} file says, if it says anything
 */
public record MigrationScript(String name, String sql, Optional<Boolean> executeInTransaction)
        implements Comparable<MigrationScript> {

    private static final Pattern VERSIONED = Pattern.compile("V([0-9][0-9._]*?)__(.*)\\.sql");

    private static final Pattern REPEATABLE = Pattern.compile("R__(.*)\\.sql");

    private static final Comparator<long[]> BY_NUMBER = Arrays::compare;

    /** Checks the parts. */
    public MigrationScript {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(sql, "sql");
        Objects.requireNonNull(executeInTransaction, "executeInTransaction");
    }

    /** Returns a script without a {@code .conf} file. */
    public static MigrationScript of(String name, String sql) {
        return new MigrationScript(name, sql, Optional.empty());
    }

    /**
     * Returns the migrations below {@code directory}, in the order in which Flyway runs them; other files are left out.
     *
     * @throws IOException if the directory or a file in it cannot be read
     */
    public static List<MigrationScript> in(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(directory)) {
            files = tree.filter(Files::isRegularFile)
                    .filter(file -> isMigration(file.getFileName().toString()))
                    .toList();
        }
        List<MigrationScript> scripts = new ArrayList<>();
        for (Path file : files) {
            String sql = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            scripts.add(new MigrationScript(file.getFileName().toString(), sql, conf(file)));
        }
        return scripts.stream().sorted().toList();
    }

    private static Optional<Boolean> conf(Path file) throws IOException {
        Path conf = file.resolveSibling(file.getFileName() + ".conf");
        if (!Files.exists(conf)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(conf)) {
            properties.load(in);
        }
        return Optional.ofNullable(properties.getProperty("executeInTransaction"))
                .map(String::strip)
                .map(Boolean::valueOf);
    }

    private static boolean isMigration(String name) {
        return VERSIONED.matcher(name).matches() || REPEATABLE.matcher(name).matches();
    }

    /** Returns the version, {@code 7.1}, or nothing for a repeatable migration. */
    public Optional<String> version() {
        Matcher matcher = VERSIONED.matcher(name);
        return matcher.matches() ? Optional.of(matcher.group(1).replace('_', '.')) : Optional.empty();
    }

    /** Returns what the name says, {@code add_phone}. */
    String description() {
        String bare = name.endsWith(".sql") ? name.substring(0, name.length() - 4) : name;
        return bare.contains("__") ? bare.substring(bare.indexOf("__") + 2) : bare;
    }

    /** Returns whether this runs after {@code version}; repeatable migrations always do. */
    boolean isAfter(String version) {
        return version()
                .map(own -> BY_NUMBER.compare(numbers(own), numbers(version)) > 0)
                .orElse(true);
    }

    /** Versions by their numbers, then what is repeatable by its name, as Flyway orders them. */
    @Override
    public int compareTo(MigrationScript other) {
        if (version().isEmpty() || other.version().isEmpty()) {
            return Comparator.comparing(
                            (MigrationScript script) -> script.version().isEmpty())
                    .thenComparing(MigrationScript::name)
                    .compare(this, other);
        }
        return Comparator.comparing(
                        (MigrationScript script) -> numbers(script.version().orElseThrow()), BY_NUMBER)
                .thenComparing(MigrationScript::name)
                .compare(this, other);
    }

    private static long[] numbers(String version) {
        long[] numbers = Arrays.stream(version.split("[._]"))
                .filter(part -> !part.isEmpty())
                .mapToLong(part -> Long.parseLong(part.length() > 18 ? part.substring(0, 18) : part))
                .toArray();
        int used = numbers.length;
        while (used > 0 && numbers[used - 1] == 0) {
            used--;
        }
        return Arrays.copyOf(numbers, used);
    }
}
