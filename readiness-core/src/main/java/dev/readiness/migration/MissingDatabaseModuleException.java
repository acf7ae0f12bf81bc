package dev.readiness.migration;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;

/**
 * Flyway does not know the database, because its module for it is not on the class path. The message holds the dependency to
 * add.
 */
public final class MissingDatabaseModuleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String UNSUPPORTED = "Unsupported Database: ";

    /** Artifacts by the beginning of the product name that the driver reports, in lower case. */
    private static final Map<String, String> MODULES = Map.of(
            "postgresql", "flyway-database-postgresql",
            "mysql", "flyway-mysql",
            "mariadb", "flyway-mysql",
            "oracle", "flyway-database-oracle",
            "microsoft sql server", "flyway-sqlserver",
            "db2", "flyway-database-db2",
            "apache derby", "flyway-database-derby",
            "hsql", "flyway-database-hsqldb");

    private MissingDatabaseModuleException(String message, FlywayException cause) {
        super(message, cause);
    }

    /** Returns the explanation of {@code failure} if a missing module is its reason. */
    static Optional<MissingDatabaseModuleException> recognise(FlywayException failure) {
        String message = String.valueOf(failure.getMessage());
        if (!message.startsWith(UNSUPPORTED)) {
            return Optional.empty();
        }
        String product = message.substring(UNSUPPORTED.length()).strip();
        return moduleFor(product)
                .map(module -> new MissingDatabaseModuleException(
                        "Flyway lacks its module for '" + product + "'; add it in the version of your flyway-core:\n"
                                + snippet(module),
                        failure));
    }

    private static Optional<String> moduleFor(String product) {
        String name = product.toLowerCase(Locale.ROOT);
        return MODULES.entrySet().stream()
                .filter(module -> name.startsWith(module.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String snippet(String module) {
        return """
                <dependency>
                  <groupId>org.flywaydb</groupId>
                  <artifactId>%s</artifactId>
                </dependency>""".formatted(module);
    }
}
