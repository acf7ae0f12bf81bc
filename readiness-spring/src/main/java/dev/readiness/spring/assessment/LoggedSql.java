package dev.readiness.spring.assessment;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/** Finds applications that write their SQL, or the values in it, to the log or the console. */
final class LoggedSql {

    private static final String ID = "debugging.sql-logged";

    private static final String JPA = "jakarta.persistence.EntityManagerFactory";

    private static final List<SqlLogger> LOGGERS = List.of(
            new SqlLogger("org.hibernate.Session", "org.hibernate.SQL", Level.DEBUG, "each statement"),
            new SqlLogger(
                    "org.hibernate.Session", "org.hibernate.orm.jdbc.bind", Level.TRACE, "the values in statements"),
            new SqlLogger(
                    "org.springframework.jdbc.core.JdbcTemplate",
                    "org.springframework.jdbc.core.JdbcTemplate",
                    Level.DEBUG,
                    "each statement"),
            new SqlLogger(
                    "org.springframework.data.mongodb.core.MongoTemplate",
                    "org.springframework.data.mongodb.core.MongoTemplate",
                    Level.DEBUG,
                    "each query with its values"),
            new SqlLogger(
                    "org.springframework.data.mongodb.core.ReactiveMongoTemplate",
                    "org.springframework.data.mongodb.core.ReactiveMongoTemplate",
                    Level.DEBUG,
                    "each query with its values"),
            new SqlLogger(
                    "org.springframework.jdbc.core.JdbcTemplate",
                    "org.springframework.jdbc.core.StatementCreatorUtils",
                    Level.TRACE,
                    "the values in statements"));

    private final ApplicationContext context;

    LoggedSql(ApplicationContext context) {
        this.context = context;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        List<SqlLogger> here = LOGGERS.stream()
                .filter(logger -> ClassUtils.isPresent(logger.neededClass(), context.getClassLoader()))
                .toList();
        if (here.isEmpty()) {
            return List.of();
        }
        List<Evidence> on = new ArrayList<>();
        List<String> remedies = new ArrayList<>();
        here.stream().filter(SqlLogger::isOn).forEach(logger -> {
            on.add(new Evidence("the running logger " + logger.name(), "writes " + logger.writes()));
            remedies.add("logging.level." + logger.name() + "=INFO");
        });
        if (ClassUtils.isPresent(JPA, context.getClassLoader())) {
            ShowSql.in(context).forEach(name -> {
                on.add(new Evidence("the running " + name, "prints each statement to the console"));
                remedies.add("spring.jpa.show-sql=false");
            });
        }
        return List.of(on.isEmpty() ? pass(here) : fail(on, remedies));
    }

    private static Finding pass(List<SqlLogger> here) {
        return Finding.pass(
                ID,
                Finding.APPLICATION,
                new Evidence("%d running loggers for SQL".formatted(here.size()), "none of them is on"));
    }

    private static Finding fail(List<Evidence> on, List<String> remedies) {
        return Finding.fail(
                ID,
                Finding.APPLICATION,
                "What is asked of the database is written out while the application runs: it slows down every request, and values in it may be"
                        + " personal data.",
                String.join("\n", remedies.stream().distinct().toList()),
                on.toArray(Evidence[]::new));
    }

    /**
     * A logger that writes SQL.
     *
     * @param neededClass the class without which nobody uses it
     * @param level the level from which on it writes
     */
    private record SqlLogger(String neededClass, String name, Level level, String writes) {

        boolean isOn() {
            return LoggerFactory.getLogger(name).isEnabledForLevel(level);
        }
    }

    /** The part that needs JPA on the class path. */
    private static final class ShowSql {

        static Stream<String> in(ApplicationContext context) {
            return BeanFactoryUtils.beansOfTypeIncludingAncestors(context, EntityManagerFactory.class, false, false)
                    .entrySet()
                    .stream()
                    .filter(entry -> isOn(entry.getValue()))
                    .map(java.util.Map.Entry::getKey);
        }

        private static boolean isOn(EntityManagerFactory factory) {
            return Boolean.parseBoolean(String.valueOf(factory.getProperties().get("hibernate.show_sql")));
        }
    }
}
