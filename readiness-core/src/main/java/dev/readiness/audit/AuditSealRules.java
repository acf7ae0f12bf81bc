package dev.readiness.audit;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** The rules about what protects the audit trail from those who can write to it. */
public final class AuditSealRules {

    private static final String UNSEALED = "audit.trail-unsealed";
    private static final String ANCHOR_MISSING = "audit.anchor-missing";
    private static final String WRITABLE = "audit.trail-writable";
    private static final String COMMIT_UNFORCED = "audit.commit-unforced";
    private static final String KEY_BESIDE_DATA = "audit.key-beside-data";

    private static final String NO_STORE = "There is no durable audit store";
    private static final String NO_TABLE = "The audit trail is not in a database";
    private static final String NO_SEALING = "The audit trail is not sealed";
    private static final String CONFIGURATION = "audit configuration, as it runs";

    private AuditSealRules() {}

    /**
     * What the sealing of an application looks like.
     *
     * @param anchors what checkpoints are published to
     * @param sealer tells how the sealing stands
     */
    public record Sealing(List<CheckpointAnchor> anchors, Supplier<SealState> sealer) {

        /** Copies the list. */
        public Sealing {
            anchors = List.copyOf(anchors);
        }
    }

    /**
     * Where the key comes from.
     *
     * @param place the place, in words
     * @param besideTheData whether it lies with the application or its data
     */
    public record KeyPlace(String place, boolean besideTheData) {}

    /**
     * Returns the rule that what is recorded comes to be sealed and can be proven. It records something to see that.
     *
     * @param store gives the store in use, if there is one
     * @param canary records, seals and proves, if the trail is sealed
     */
    public static ReadinessRule trailUnsealed(
            Supplier<Optional<AuditStore>> store, Supplier<Optional<AuditCanary>> canary) {
        return rule(UNSEALED, () -> {
            if (store.get().filter(AuditStore::isDurable).isEmpty()) {
                return notApplicable(UNSEALED, NO_STORE);
            }
            return canary.get()
                    .map(AuditSealRules::flight)
                    .orElseGet(() -> fail(
                            UNSEALED,
                            "Somebody who can write to the audit store can change or remove records, and nobody sees it.",
                            "readiness.audit.store=jdbc and readiness.audit.seal.key=${AUDIT_KEY}, with AUDIT_KEY from"
                                    + " openssl rand -base64 32",
                            NO_SEALING));
        });
    }

    /**
     * Returns the rule that checkpoints are published outside the database.
     *
     * @param sealing gives the sealing, if the trail is sealed
     */
    public static ReadinessRule anchorMissing(Supplier<Optional<Sealing>> sealing) {
        return rule(
                ANCHOR_MISSING,
                () -> sealing.get()
                        .map(AuditSealRules::anchors)
                        .orElseGet(() -> notApplicable(ANCHOR_MISSING, NO_SEALING)));
    }

    /**
     * Returns the rule that the login of the application cannot change records. It tries, and rolls back.
     *
     * @param dataSource gives the database that holds the trail, if one does
     */
    public static ReadinessRule trailWritable(Supplier<Optional<DataSource>> dataSource) {
        return rule(
                WRITABLE,
                () -> dataSource
                        .get()
                        .map(AuditSealRules::permissions)
                        .orElseGet(() -> notApplicable(WRITABLE, NO_TABLE)));
    }

    /**
     * Returns the rule that the database forces a commit to the disk.
     *
     * @param dataSource gives the database that holds the trail, if one does durably
     */
    public static ReadinessRule commitUnforced(Supplier<Optional<DataSource>> dataSource) {
        return rule(
                COMMIT_UNFORCED,
                () -> dataSource
                        .get()
                        .map(AuditSealRules::force)
                        .orElseGet(() -> notApplicable(COMMIT_UNFORCED, NO_TABLE)));
    }

    /**
     * Returns the rule that the key does not lie where the records lie.
     *
     * @param place gives where the key comes from, if the trail is sealed
     */
    public static ReadinessRule keyBesideData(Supplier<Optional<KeyPlace>> place) {
        return rule(
                KEY_BESIDE_DATA,
                () -> place.get().map(AuditSealRules::key).orElseGet(() -> notApplicable(KEY_BESIDE_DATA, NO_SEALING)));
    }

    private static ReadinessRule rule(String id, Supplier<Finding> finding) {
        return ReadinessRule.of(RuleCatalogue.describe(id), (Inventory inventory) -> List.of(finding.get()));
    }

    private static Finding flight(AuditCanary canary) {
        try {
            AuditProof proof = canary.fly();
            return Finding.pass(
                    UNSEALED,
                    Finding.APPLICATION,
                    new Evidence(
                            "a record that was made for this",
                            "recorded, sealed as number " + proof.index() + " and proven against a checkpoint of "
                                    + proof.checkpoint().checkpoint().size() + " records; any changed byte was seen"));
        } catch (AuditTamperedException | AuditStoreException ex) {
            return fail(
                    UNSEALED,
                    "A record that was made to see it was not sealed and proven: " + ex.getMessage() + ".",
                    "Look at the log of the sealer, and verify the trail with AuditVerifier",
                    String.valueOf(ex.getMessage()));
        }
    }

    private static Finding anchors(Sealing sealing) {
        List<String> failures = sealing.sealer().get().anchorFailures();
        if (sealing.anchors().isEmpty()) {
            return fail(
                    ANCHOR_MISSING,
                    "Checkpoints are only in the database: whoever can write to it can cut off the end of the trail unseen.",
                    "readiness.audit.seal.anchors=log,file:/mnt/elsewhere/checkpoints",
                    "no anchor");
        }
        if (!failures.isEmpty()) {
            return fail(
                    ANCHOR_MISSING,
                    "Checkpoints are not published: " + String.join("; ", failures) + ".",
                    "Make the anchor reachable for the application, or name another in readiness.audit.seal.anchors",
                    String.join("; ", failures));
        }
        if (sealing.anchors().stream().allMatch(LogAnchor.class::isInstance)) {
            return Finding.unknown(
                    ANCHOR_MISSING,
                    Finding.APPLICATION,
                    "Checkpoints go to the log; whether that leaves this machine could not be seen");
        }
        return Finding.pass(
                ANCHOR_MISSING,
                Finding.APPLICATION,
                new Evidence(CONFIGURATION, sealing.anchors().size() + " anchors take checkpoints"));
    }

    private static Finding permissions(DataSource dataSource) {
        try {
            TrailPermissions.Tried tried = new TrailPermissions(dataSource).attempt();
            if (!tried.allowed().isEmpty()) {
                String allowed = String.join(", ", tried.allowed());
                return fail(
                        WRITABLE,
                        "The login of the application may " + allowed + " on " + AuditTable.NAME + ".",
                        "Create the tables with another login, and grant that of the application: GRANT SELECT, INSERT ON "
                                + AuditTable.NAME + " TO ...",
                        "tried in a transaction that was rolled back: " + allowed + " passed");
            }
            return tried.untried().isEmpty()
                    ? Finding.pass(
                            WRITABLE,
                            Finding.APPLICATION,
                            new Evidence(
                                    "the database, tried and rolled back", "it refused UPDATE, DELETE and TRUNCATE"))
                    : Finding.unknown(
                            WRITABLE,
                            Finding.APPLICATION,
                            "UPDATE and DELETE are refused; " + String.join(", ", tried.untried())
                                    + " cannot be tried on this database without doing it");
        } catch (SQLException ex) {
            return unanswered(WRITABLE, ex);
        }
    }

    private static Finding force(DataSource dataSource) {
        try {
            Optional<List<String>> obstacles = new CommitForce(dataSource).obstacles();
            if (obstacles.isEmpty()) {
                return Finding.unknown(COMMIT_UNFORCED, Finding.APPLICATION, "This database is not known");
            }
            return obstacles.get().isEmpty()
                    ? Finding.pass(
                            COMMIT_UNFORCED,
                            Finding.APPLICATION,
                            new Evidence("the database, asked", "a commit is forced to the disk"))
                    : fail(
                            COMMIT_UNFORCED,
                            "After a loss of power the last records are gone: " + String.join("; ", obstacles.get())
                                    + ".",
                            "Use PostgreSQL with fsync=on and synchronous_commit=on, or readiness.audit.store=file",
                            String.join("; ", obstacles.get()));
        } catch (SQLException ex) {
            return unanswered(COMMIT_UNFORCED, ex);
        }
    }

    private static Finding key(KeyPlace key) {
        return key.besideTheData()
                ? fail(
                        KEY_BESIDE_DATA,
                        "The key of the audit trail lies in " + key.place()
                                + ": whoever has a copy of the application can sign a new history.",
                        "readiness.audit.seal.key=${AUDIT_KEY}, with AUDIT_KEY from the environment or a secret store",
                        "it is in " + key.place())
                : Finding.pass(
                        KEY_BESIDE_DATA,
                        Finding.APPLICATION,
                        new Evidence("the environment", "it comes from " + key.place()));
    }

    private static Finding unanswered(String rule, SQLException ex) {
        return Finding.unknown(
                rule, Finding.APPLICATION, "The database did not answer (SQL state " + ex.getSQLState() + ")");
    }

    private static Finding notApplicable(String rule, String reason) {
        return Finding.notApplicable(rule, Finding.APPLICATION, reason);
    }

    private static Finding fail(String rule, String problem, String remedy, String seen) {
        return Finding.fail(rule, Finding.APPLICATION, problem, remedy, new Evidence(CONFIGURATION, seen));
    }
}
