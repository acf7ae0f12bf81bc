package dev.readiness.migration;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * What Hibernate does with the schema when it starts.
 *
 * @param name of the entity manager factory
 * @param setting key of the setting in effect, for example {@code hibernate.hbm2ddl.auto}
 * @param action value in effect, for example {@code update}; {@code none} if there is none
 * @param dataSource database that it concerns, if known
 */
public record SchemaManagement(String name, String setting, String action, Optional<DataSource> dataSource) {

    private static final Set<String> HARMLESS = Set.of("none", "validate", "false");

    private static final Set<String> DESTRUCTIVE =
            Set.of("create", "create-drop", "drop-and-create", "drop", "truncate");

    /** Checks the parts. */
    public SchemaManagement {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(setting, "setting");
        Objects.requireNonNull(dataSource, "dataSource");
        action = action.strip().toLowerCase(Locale.ROOT);
    }

    boolean changesTheSchema() {
        return !HARMLESS.contains(action);
    }

    boolean losesData() {
        return DESTRUCTIVE.contains(action);
    }
}
