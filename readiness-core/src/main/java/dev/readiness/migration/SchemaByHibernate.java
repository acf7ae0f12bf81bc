package dev.readiness.migration;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Finds entity manager factories that change the schema when they start. */
final class SchemaByHibernate {

    static final String ID = "migration.schema-by-hibernate";

    private final Supplier<List<SchemaManagement>> facts;

    SchemaByHibernate(Supplier<List<SchemaManagement>> facts) {
        this.facts = facts;
    }

    List<Finding> assess() {
        List<SchemaManagement> present = facts.get();
        if (present.isEmpty()) {
            return List.of(Finding.notApplicable(ID, Finding.APPLICATION, "There is no entity manager factory."));
        }
        return present.stream().map(SchemaByHibernate::assess).toList();
    }

    private static Finding assess(SchemaManagement management) {
        Evidence evidence = new Evidence(
                "properties of the running '" + management.name() + "'",
                management.setting() + "=" + management.action());
        if (!management.changesTheSchema()) {
            return Finding.pass(ID, management.name(), evidence);
        }
        return Finding.fail(ID, management.name(), problem(management), remedy(management), evidence);
    }

    private static String problem(SchemaManagement management) {
        if (!management.losesData()) {
            return "Hibernate alters the schema at each start (" + management.action()
                    + "): columns are added without review, and renames and removals are never made.";
        }
        String problem = "Hibernate drops the tables and makes new ones at each start (" + management.action() + ").";
        return management
                .dataSource()
                .flatMap(SchemaByHibernate::lastingLocation)
                .map(location ->
                        problem + " The database lasts (" + location.url() + "): a restart deletes all its data.")
                .orElse(problem);
    }

    private static Optional<DatabaseLocation> lastingLocation(DataSource dataSource) {
        try {
            return Optional.of(DatabaseLocation.of(dataSource)).filter(location -> !location.isInMemory());
        } catch (SQLException ex) {
            // Without an answer the text says less; migration.in-memory-database reports the missing answer.
            return Optional.empty();
        }
    }

    private static String remedy(SchemaManagement management) {
        String setting = management.setting().startsWith("hibernate.hbm2ddl")
                ? "spring.jpa.hibernate.ddl-auto=validate"
                : "spring.jpa.properties." + management.setting() + "=none";
        return setting + "\nand describe the present schema as src/main/resources/db/migration/V1__schema.sql.";
    }
}
