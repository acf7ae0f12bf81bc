package dev.readiness.migration;

import java.util.Objects;

/**
 * One file of a safe version.
 *
 * @param name its proposed name, {@code V7.1__add_phone.sql}
 * @param sql what stands in it; {@code …} is what only the author of the migration knows
 * @param transactional whether Flyway may run it in a transaction; if not, and Flyway does not see that by itself, a file of
 *     the same name with {@code .conf} behind it says {@code executeInTransaction=false}
 */
public record SafeFile(String name, String sql, boolean transactional) {

    /** Checks the parts. */
    public SafeFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(sql, "sql");
    }
}
