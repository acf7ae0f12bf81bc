package dev.readiness.spring.scaling;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.context.ApplicationContext;

/**
 * Finds connection pools that are larger than what uses them, or than what the database accepts.
 *
 * <p>A pool that is smaller than the number of threads is no contradiction: most threads do something else most of the time.
 */
final class PoolSizes {

    private static final String ID = "scaling.pool-mismatch";

    private static final String HIKARI = "com.zaxxer.hikari.HikariDataSource";

    private final ApplicationContext context;

    PoolSizes(ApplicationContext context) {
        this.context = context;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        List<Finding> findings = new ArrayList<>();
        context.getBeansOfType(DataSource.class, false, false).forEach((name, source) -> {
            if (source.getClass().getName().equals(HIKARI)) {
                findings.add(assess(name, source));
            }
        });
        return findings.isEmpty()
                ? List.of(Finding.notApplicable(ID, Finding.APPLICATION, "There is no HikariCP pool."))
                : findings;
    }

    private Finding assess(String name, DataSource source) {
        Object size = PropertyAccessorFactory.forBeanPropertyAccess(source).getPropertyValue("maximumPoolSize");
        int pool = size instanceof Integer number ? number : 0;
        String where = "pool " + name;
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("the running pool", "maximum-pool-size " + pool));
        OptionalInt accepted = acceptedBy(source);
        accepted.ifPresent(number -> evidence.add(new Evidence("the database", "max_connections " + number)));
        OptionalInt threads = ServerThreads.most(context);
        threads.ifPresent(number -> evidence.add(new Evidence("server threads in effect", number + " at most")));
        Evidence[] seen = evidence.toArray(Evidence[]::new);
        if (accepted.isPresent() && pool > accepted.getAsInt()) {
            return Finding.fail(
                    ID,
                    where,
                    "The pool wants %d connections, but the database accepts %d, from all of its clients together."
                            .formatted(pool, accepted.getAsInt()),
                    "spring.datasource.hikari.maximum-pool-size=10",
                    seen);
        }
        if (threads.isPresent() && pool > threads.getAsInt()) {
            return Finding.fail(
                    ID,
                    where,
                    "The pool keeps up to %d connections, but no more than %d threads answer requests."
                            .formatted(pool, threads.getAsInt()),
                    "spring.datasource.hikari.maximum-pool-size=" + Math.min(10, threads.getAsInt()),
                    seen);
        }
        return Finding.pass(ID, where, seen);
    }

    /** What the database accepts, as PostgreSQL and MySQL say it; others are not asked. */
    private static OptionalInt acceptedBy(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            String product = connection.getMetaData().getDatabaseProductName();
            String question = product.equals("PostgreSQL")
                    ? "SELECT current_setting('max_connections')"
                    : product.equals("MySQL") || product.equals("MariaDB") ? "SELECT @@max_connections" : "";
            if (question.isEmpty()) {
                return OptionalInt.empty();
            }
            try (ResultSet answer = statement.executeQuery(question)) {
                return answer.next() ? OptionalInt.of(answer.getInt(1)) : OptionalInt.empty();
            }
        } catch (SQLException ex) {
            return OptionalInt.empty();
        }
    }
}
