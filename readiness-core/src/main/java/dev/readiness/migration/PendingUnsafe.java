package dev.readiness.migration;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;

/** Looks at migrations that wait to be run on each PostgreSQL. */
final class PendingUnsafe {

    static final String ID = "migration.pending-unsafe";

    private static final String SEEN = "pending scripts of the running '%s', judged against the live schema";

    private static final int SHOWN = 5;

    private PendingUnsafe() {}

    static List<Finding> assess(Map<String, Migrations> migrations) {
        return migrations.entrySet().stream()
                .map(entry -> assess(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Finding assess(String name, Migrations migrations) {
        try {
            if (migrations.state().pending().isEmpty()) {
                return Finding.pass(ID, name, new Evidence(SEEN.formatted(name), "none is pending"));
            }
            if (!migrations.product().equals("PostgreSQL")) {
                return Finding.unknown(ID, name, "Pending migrations are judged for PostgreSQL only.");
            }
            return assess(name, migrations.lintPending());
        } catch (UnreadableMigrationException ex) {
            return Finding.unknown(ID, name, String.valueOf(ex.getMessage()));
        } catch (SQLException | FlywayException | MissingDatabaseModuleException ex) {
            return Finding.unknown(ID, name, "The pending migrations cannot be judged: the database did not answer.");
        }
    }

    private static Finding assess(String name, LintReport report) {
        List<LintFinding> hazards =
                report.findings().stream().filter(LintFinding::isHazard).toList();
        Evidence evidence = new Evidence(
                SEEN.formatted(name),
                report.statements().size() + " statements, "
                        + report.statements(LintVerdict.UNKNOWN).size() + " not understood");
        if (!hazards.isEmpty()) {
            String places = hazards.stream()
                    .limit(SHOWN)
                    .map(hazard -> hazard.file() + ":" + hazard.line() + " " + hazard.rule())
                    .collect(Collectors.joining(", "));
            String more = hazards.size() > SHOWN ? " and " + (hazards.size() - SHOWN) + " more" : "";
            return Finding.fail(
                    ID,
                    name,
                    "Pending migrations would stop or break what runs: " + places + more + ".",
                    "Split them as MigrationLint says, or allow what is meant: -- readiness:ignore "
                            + hazards.get(0).rule() + " reason=\"…\" until=…",
                    evidence);
        }
        return report.isSafe()
                ? Finding.pass(ID, name, evidence)
                : Finding.unknown(ID, name, "Some pending statements are not understood.", evidence);
    }
}
