package dev.readiness.migration;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** The rules about the schema and the data of an application. Facts are asked for at each assessment, never before. */
public final class MigrationRules {

    private MigrationRules() {}

    /**
     * Returns the rule {@code migration.schema-by-hibernate}.
     *
     * @param facts one for each entity manager factory
     */
    public static ReadinessRule schemaByHibernate(Supplier<List<SchemaManagement>> facts) {
        SchemaByHibernate rule = new SchemaByHibernate(facts);
        return ReadinessRule.of(RuleCatalogue.describe(SchemaByHibernate.ID), inventory -> rule.assess());
    }

    /** Returns the rule {@code migration.unversioned}. */
    public static ReadinessRule unversioned(Supplier<SchemaVersioning> facts) {
        Unversioned rule = new Unversioned(facts);
        return ReadinessRule.of(RuleCatalogue.describe(Unversioned.ID), inventory -> rule.assess());
    }

    /**
     * Returns the rule {@code migration.in-memory-database}.
     *
     * @param dataSources data sources by name; a connection of each is borrowed for a moment
     */
    public static ReadinessRule inMemoryDatabase(Supplier<Map<String, DataSource>> dataSources) {
        InMemoryDatabase rule = new InMemoryDatabase(dataSources);
        return ReadinessRule.of(RuleCatalogue.describe(InMemoryDatabase.ID), inventory -> rule.assess());
    }

    /**
     * Returns the rule {@code migration.script-every-start}.
     *
     * @param scripts names of the scripts that are run at every start on whatever database there is
     * @param dataSources data sources by name; a connection of each is borrowed for a moment
     */
    public static ReadinessRule scriptEveryStart(
            Supplier<List<String>> scripts, Supplier<Map<String, DataSource>> dataSources) {
        ScriptsAtStart rule = new ScriptsAtStart(scripts, dataSources);
        return ReadinessRule.of(RuleCatalogue.describe(ScriptsAtStart.ID), inventory -> rule.assess());
    }

    /**
     * Returns the rule {@code migration.clean-reachable}.
     *
     * @param migrations those of each running Flyway, by name
     */
    public static ReadinessRule cleanReachable(Supplier<Map<String, Migrations>> migrations) {
        return ReadinessRule.of(
                RuleCatalogue.describe(FlywaySettings.CLEAN),
                inventory -> whereFlywayRuns(migrations, running -> FlywaySettings.clean(running)));
    }

    /**
     * Returns the rule {@code migration.baseline-on-migrate}.
     *
     * @param migrations those of each running Flyway, by name
     */
    public static ReadinessRule baselineOnMigrate(Supplier<Map<String, Migrations>> migrations) {
        return ReadinessRule.of(
                RuleCatalogue.describe(FlywaySettings.BASELINE),
                inventory -> whereFlywayRuns(migrations, running -> FlywaySettings.baseline(running)));
    }

    /**
     * Returns the rule {@code migration.pending-unsafe}.
     *
     * @param migrations those of each running Flyway, by name
     */
    public static ReadinessRule pendingUnsafe(Supplier<Map<String, Migrations>> migrations) {
        return ReadinessRule.of(
                RuleCatalogue.describe(PendingUnsafe.ID),
                inventory -> whereFlywayRuns(migrations, running -> PendingUnsafe.assess(running)));
    }

    /**
     * Returns the rule {@code migration.drifted}.
     *
     * @param migrations those of each running Flyway, by name
     */
    public static ReadinessRule drifted(Supplier<Map<String, Migrations>> migrations) {
        return ReadinessRule.of(
                RuleCatalogue.describe(Drifted.ID),
                inventory -> whereFlywayRuns(migrations, running -> Drifted.assess(running)));
    }

    /** Where no Flyway runs the library may not be there at all, and what names its types must not be loaded. */
    private static List<Finding> whereFlywayRuns(
            Supplier<Map<String, Migrations>> migrations, Function<Map<String, Migrations>, List<Finding>> rule) {
        Map<String, Migrations> running = migrations.get();
        return running.isEmpty() ? List.of() : rule.apply(running);
    }
}
