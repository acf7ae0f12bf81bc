package dev.readiness.spring.audit;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the audit trail.
 *
 * @param enabled Whether to keep an audit trail where a store is chosen.
 * @param store Where audit records are kept. Without it nothing is recorded.
 * @param file File of the store 'file', created if absent.
 * @param createTable Whether the store 'jdbc' creates its table if it is absent.
 */
@ConfigurationProperties(prefix = "readiness.audit", ignoreUnknownFields = false)
public record AuditProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable Store store,
        @Nullable Path file,
        @DefaultValue("true") boolean createTable) {

    /** Where audit records are kept. */
    public enum Store {
        /** A table of the application's database, in the transaction of the business rows. */
        JDBC,
        /** A file, forced to the disk before a record counts as stored. */
        FILE,
        /** The heap; lost at the end of the process. For tests. */
        MEMORY
    }
}
