package dev.readiness.spring.audit;

import dev.readiness.audit.AuditActions;
import dev.readiness.audit.AuditRetention;
import dev.readiness.audit.AuditSealer;
import dev.readiness.audit.AuditStore;
import dev.readiness.audit.AuditTrail;
import dev.readiness.audit.PersonalData;
import dev.readiness.audit.SubjectKeys;
import dev.readiness.spring.audit.AuditProperties.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The settings, found free of contradictions. */
final class AuditSettings {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final AuditProperties properties;
    private final AuditActions actions;

    private AuditSettings(AuditProperties properties, AuditActions actions) {
        this.properties = properties;
        this.actions = actions;
    }

    /**
     * Returns {@code properties} as settings.
     *
     * @throws AuditSettingsException with everything that is wrong
     */
    static AuditSettings of(AuditProperties properties, boolean dataSourcePresent) {
        List<String> problems = new ArrayList<>();
        List<String> actions = new ArrayList<>();
        if (properties.store() == Store.FILE && properties.file() == null) {
            problems.add("'readiness.audit.store' is 'file', but 'readiness.audit.file' is not set");
            actions.add("Name the file, for example: readiness.audit.file=/var/lib/app/audit.jsonl");
        }
        if (properties.store() != Store.FILE && properties.file() != null) {
            problems.add(
                    "'readiness.audit.file' is set, but 'readiness.audit.store' is not 'file', so nothing reads it");
            actions.add("Write readiness.audit.store=file, or remove readiness.audit.file");
        }
        if (properties.store() == Store.JDBC && !dataSourcePresent) {
            problems.add("'readiness.audit.store' is 'jdbc', but there is not exactly one DataSource to use");
            actions.add(
                    "Set spring.datasource.url, mark one DataSource as @Primary, or write readiness.audit.store=file"
                            + " and readiness.audit.file=/var/lib/app/audit.jsonl");
        }
        if (properties.store() != Store.JDBC && properties.spill() != null) {
            problems.add(
                    "'readiness.audit.spill' is set, but 'readiness.audit.store' is not 'jdbc', so nothing is spilled");
            actions.add("Write readiness.audit.store=jdbc, or remove readiness.audit.spill");
        }
        Duration deadline = properties.deadline();
        if (deadline != null && (deadline.isNegative() || deadline.isZero())) {
            problems.add("'readiness.audit.deadline' must be positive but is " + deadline);
            actions.add("Write for example: readiness.audit.deadline=2s");
        }
        checkRetention(properties, problems, actions);
        AuditActions declared = ActionPlan.read(properties, problems, actions);
        SealPlan.check(properties, problems, actions);
        if (!problems.isEmpty()) {
            throw new AuditSettingsException(problems, actions);
        }
        return new AuditSettings(properties, declared);
    }

    private static void checkRetention(AuditProperties properties, List<String> problems, List<String> actions) {
        Duration keep = properties.retention();
        if (keep == null) {
            return;
        }
        if (keep.toDays() < 1) {
            problems.add("'readiness.audit.retention' must be at least a day but is " + keep);
            actions.add("Write for example: readiness.audit.retention=2190d");
        }
        if (properties.seal().key() == null) {
            problems.add(
                    "'readiness.audit.retention' is set, but 'readiness.audit.seal.key' is not, and what is removed from a"
                            + " trail that is not sealed cannot be told from what somebody deleted");
            actions.add("Set readiness.audit.seal.key, or remove readiness.audit.retention");
        }
        if (properties.retentionEvery().toMillis() < 1 || properties.retentionBatch() < 1) {
            problems.add(
                    "'readiness.audit.retention-every' and 'readiness.audit.retention-batch' must be positive but are "
                            + properties.retentionEvery() + " and " + properties.retentionBatch());
            actions.add("Remove both for once a day and 500 records a transaction");
        }
    }

    AuditRetention retention(DataSource dataSource, AuditTrail trail, AuditSealer sealer, InstantSource clock) {
        return new AuditRetention(
                dataSource,
                trail,
                sealer,
                Objects.requireNonNull(properties.retention()),
                properties.retentionBatch(),
                clock);
    }

    Duration retentionEvery() {
        return properties.retentionEvery();
    }

    /**
     * Returns in which form the parts of a record are stored.
     *
     * @throws AuditSettingsException with everything that is wrong
     */
    PersonalData personalData(@Nullable SubjectKeys keys) {
        try {
            return PersonalData.of(properties.personalData(), properties.pseudonymKey(), keys);
        } catch (IllegalArgumentException ex) {
            throw new AuditSettingsException(
                    List.of("'readiness.audit.personal-data' cannot be followed: " + ex.getMessage()),
                    List.of(
                            "Parts that are sealed need readiness.encryption.keys and one DataSource, or a SubjectKeys bean; parts"
                                    + " that are a pseudonym need readiness.audit.pseudonym-key=${AUDIT_PSEUDONYM_KEY}, with"
                                    + " AUDIT_PSEUDONYM_KEY from openssl rand -base64 32"));
        }
    }

    Path erasureLedger() {
        return Objects.requireNonNull(properties.erasureLedger());
    }

    Path file() {
        return Objects.requireNonNull(properties.file());
    }

    /** Returns {@code store} with the deadline and the spill that are set. */
    AuditStore guarded(AuditStore store) {
        Duration deadline = properties.deadline();
        Path spill = properties.spill();
        AuditStore timely = deadline == null ? store : AuditStore.withDeadline(store, deadline);
        return spill == null ? timely : AuditStore.spilling(timely, spill, RETRY);
    }

    AuditActions actions() {
        return actions;
    }

    SealPlan seal() {
        return new SealPlan(properties.seal());
    }

    boolean createTable() {
        return properties.createTable();
    }
}
