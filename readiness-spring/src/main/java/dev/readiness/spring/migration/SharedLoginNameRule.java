package dev.readiness.spring.migration;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.spring.migration.LoginNames.LoginName;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** Finds names by which accounts are looked up and that no index of the database keeps unique. */
final class SharedLoginNameRule {

    private static final String ID = "migration.login-name-shared";

    private static final List<String> NEEDED = List.of(
            "org.hibernate.engine.spi.SessionFactoryImplementor", "org.springframework.data.repository.Repository");

    private final ApplicationContext context;

    SharedLoginNameRule(ApplicationContext context) {
        this.context = context;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        if (!NEEDED.stream().allMatch(type -> ClassUtils.isPresent(type, context.getClassLoader()))) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        Map<Class<?>, List<Class<?>>> repositories = Repositories.byEntity(context);
        BeanFactoryUtils.beansOfTypeIncludingAncestors(context, EntityManagerFactory.class, false, false)
                .values()
                .forEach(factory -> EntityManagerFactories.dataSourceOf(factory)
                        .ifPresent(dataSource -> LoginNames.of(factory, repositories)
                                .forEach(name -> findingOf(name, dataSource).ifPresent(findings::add))));
        return findings.isEmpty()
                ? List.of(Finding.notApplicable(
                        ID, Finding.APPLICATION, "No repository looks up entities that have a password by a name."))
                : findings;
    }

    private static Optional<Finding> findingOf(LoginName name, DataSource dataSource) {
        try {
            return name.isUnique(dataSource).map(unique -> unique ? pass(name) : failure(name));
        } catch (SQLException ex) {
            return Optional.of(Finding.unknown(
                    ID, name.attribute(), "The indexes of %s could not be read.".formatted(name.table())));
        }
    }

    private static Finding pass(LoginName name) {
        return Finding.pass(
                ID, name.attribute(), new Evidence("indexes of the database", name.column() + " has a unique one"));
    }

    private static Finding failure(LoginName name) {
        return Finding.fail(
                ID,
                name.attribute(),
                "%s takes %s for one account, and nothing in the database keeps two from having the same: whoever signs up twice at once gets both, and then nobody logs in."
                        .formatted(name.method(), name.attribute()),
                "alter table %s add constraint uk_%s_%s unique (%s);"
                        .formatted(name.table(), name.table(), name.column(), name.column()),
                new Evidence(
                        "indexes of the database", "none on %s.%s is unique".formatted(name.table(), name.column())));
    }

    /** The part that needs Spring Data on the class path. */
    private static final class Repositories {

        static Map<Class<?>, List<Class<?>>> byEntity(ApplicationContext context) {
            Map<Class<?>, List<Class<?>>> repositories = new HashMap<>();
            Class<?> repository = org.springframework.data.repository.Repository.class;
            for (String name : BeanFactoryUtils.beanNamesForTypeIncludingAncestors(context, repository, true, false)) {
                Class<?> type = context.getType(name, false);
                Class<?> entity = type == null
                        ? null
                        : ResolvableType.forClass(type)
                                .as(repository)
                                .getGeneric(0)
                                .resolve();
                if (entity != null) {
                    repositories
                            .computeIfAbsent(entity, none -> new ArrayList<>())
                            .add(type);
                }
            }
            return repositories;
        }
    }
}
