package dev.readiness.audit;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The rule about how long audit records are kept. */
public final class AuditRetentionRules {

    private static final String OVERDUE = "audit.retention-overdue";

    private static final Duration GRACE = Duration.ofDays(2);

    private AuditRetentionRules() {}

    /**
     * Returns the rule that no record is kept much longer than was said; what a {@linkplain LegalHolds legal hold} keeps does
     * not count.
     *
     * @param store gives the store in use, if there is one
     * @param retention gives the retention, if somebody said how long
     */
    public static ReadinessRule overdue(
            Supplier<Optional<AuditStore>> store, Supplier<Optional<AuditRetention>> retention) {
        return ReadinessRule.of(
                RuleCatalogue.describe(OVERDUE), (Inventory inventory) -> List.of(find(store.get(), retention.get())));
    }

    private static Finding find(Optional<AuditStore> store, Optional<AuditRetention> retention) {
        if (store.filter(AuditStore::isDurable).isEmpty()) {
            return Finding.notApplicable(OVERDUE, Finding.APPLICATION, "There is no durable audit store");
        }
        if (retention.isEmpty()) {
            return Finding.unknown(OVERDUE, Finding.APPLICATION, "Nothing says how long audit records have to be kept");
        }
        try {
            Optional<Instant> oldest = retention.get().overdue(GRACE);
            Duration keep = retention.get().keep();
            return oldest.map(time -> Finding.fail(
                            OVERDUE,
                            Finding.APPLICATION,
                            "A record of " + time + " is still there, though records are kept for " + keep.toDays()
                                    + " days.",
                            "Look into the log for why the retention fails; the login of its DataSource needs DELETE on "
                                    + AuditTable.NAME + " and " + AuditTable.REFERENCE,
                            new Evidence("the database, asked", "the oldest record that is not held is of " + time)))
                    .orElseGet(() -> Finding.pass(
                            OVERDUE,
                            Finding.APPLICATION,
                            new Evidence(
                                    "the database, asked",
                                    "no sealed record is older than " + keep.toDays()
                                            + " days, but those under a hold")));
        } catch (AuditStoreException ex) {
            return Finding.unknown(OVERDUE, Finding.APPLICATION, "The database did not answer: " + ex.getMessage());
        }
    }
}
