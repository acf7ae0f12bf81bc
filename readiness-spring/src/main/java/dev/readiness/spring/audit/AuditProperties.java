package dev.readiness.spring.audit;

import dev.readiness.audit.AuditPolicy;
import dev.readiness.audit.FieldProtection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the audit trail.
 *
 * @param enabled Whether to keep an audit trail where a store is chosen.
 * @param store Where audit records are kept. Without it nothing is recorded.
 * @param file File of the store 'file', created if absent.
 * @param createTable Whether the store 'jdbc' creates its tables if they are absent.
 * @param deadline How long the store may take for a record that is not part of a transaction. Without it there is no limit.
 * @param spill Directory for records that the store 'jdbc' does not take, until it takes them again.
 * @param policy What becomes of an operation whose record cannot be stored, for every action without a policy of its own. By
 *     default 'required-or-spill' with a spill, 'required' without one.
 * @param actions Declared actions with their policies: 'appointment.book.policy=required'. As soon as one is declared, records
 *     of others are counted and warned of.
 * @param undeclaredActions Whether an action that is not declared is counted, or fails, as it should in tests.
 * @param retention How long records are kept after they were sealed. Without it they are kept for ever.
 * @param retentionEvery How often what is older is removed.
 * @param retentionBatch Most records that one transaction removes.
 * @param personalData In which form a part of a record is stored: 'reason=sealed', 'address=masked'. What is not named is plain.
 * @param pseudonymKey Key of 32 random bytes in base64 for the parts that are stored as a pseudonym, the same for ever.
 * @param erasureLedger File outside the database and its backups that keeps which subjects were erased. With it subjects can be
 *     erased, and are erased again at the start after a restore.
 * @param seal How the store 'jdbc' is sealed.
 */
@ConfigurationProperties(prefix = "readiness.audit", ignoreUnknownFields = false)
public record AuditProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable Store store,
        @Nullable Path file,
        @DefaultValue("true") boolean createTable,
        @Nullable Duration deadline,
        @Nullable Path spill,
        @Nullable AuditPolicy policy,
        @DefaultValue Map<String, String> actions,
        @DefaultValue("count") Undeclared undeclaredActions,
        @Nullable Duration retention,
        @DefaultValue("1d") Duration retentionEvery,
        @DefaultValue("500") int retentionBatch,
        @DefaultValue Map<String, FieldProtection> personalData,
        @Nullable String pseudonymKey,
        @Nullable Path erasureLedger,
        @DefaultValue Seal seal) {

    /** Returns where the trail is kept, and nothing that is secret. */
    @Override
    public String toString() {
        return "AuditProperties[store=" + store + ", seal=" + seal + "]";
    }

    /**
     * How the trail is sealed.
     *
     * @param key Key of 32 random bytes in base64, the same on every node. Without it nothing is sealed.
     * @param origin Name of the trail in its checkpoints. By default the name of the application.
     * @param interval How often unsealed records are sealed.
     * @param memory File outside the database that keeps the last checkpoint over a restart.
     * @param receipts Directory outside the database that keeps what this node acknowledged until it is sealed, over a restart.
     *     Without it that is kept in the memory.
     * @param anchors Where checkpoints are published: 'log', 'file:' with a path, or an https address.
     * @param anchorEvery How often a checkpoint is published.
     */
    public record Seal(
            @Nullable String key,
            @Nullable String origin,
            @DefaultValue("1s") Duration interval,
            @Nullable Path memory,
            @Nullable Path receipts,
            @DefaultValue("log") List<String> anchors,
            @DefaultValue("1m") Duration anchorEvery) {

        /** Returns the settings without the key. */
        @Override
        public String toString() {
            return "Seal[origin=" + origin + ", interval=" + interval + ", anchors=" + anchors.size() + "]";
        }
    }

    /** What becomes of a record whose action is not declared. */
    public enum Undeclared {
        /** It is stored and counted. */
        COUNT,
        /** It is refused, and so is the start if an annotation names one. For tests. */
        FAIL
    }

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
