package dev.readiness.spring.migration;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.ManagedType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/** Finds attributes of stored objects that are money by their name and binary fractions by their type. */
final class InexactMoneyRule {

    private static final String ID = "migration.money-inexact";

    /** What is a price in every application; an amount may be one of flour. */
    private static final Pattern MONEY = Pattern.compile(
            "(?i).*(price|balance|salary|wage|subtotal|revenue|refund|income|expense)(usd|eur|value|amount)?"
                    + "|(?i)(unit|total|shipping|delivery)?(cost|fee)s?|(?i)total(price|cost|value)");

    /** Objects whose amount is one of money. */
    private static final Pattern OF_MONEY = Pattern.compile(
            "(?i).*(payment|invoice|transfer|loan|expense|bill|refund|transaction|wallet|salary|deposit|withdrawal).*");

    private static final Pattern AMOUNT = Pattern.compile("(?i)(total)?amount|total");

    private static final Set<Class<?>> BINARY = Set.of(double.class, Double.class, float.class, Float.class);

    private final ApplicationContext context;

    InexactMoneyRule(ApplicationContext context) {
        this.context = context;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        if (!ClassUtils.isPresent("jakarta.persistence.EntityManagerFactory", context.getClassLoader())) {
            return List.of();
        }
        Set<String> inexact = new TreeSet<>();
        Set<String> exact = new TreeSet<>();
        BeanFactoryUtils.beansOfTypeIncludingAncestors(context, EntityManagerFactory.class, false, false)
                .values()
                .forEach(factory -> factory.getMetamodel()
                        .getManagedTypes()
                        .forEach(type -> type.getDeclaredAttributes().stream()
                                .filter(attribute -> isMoney(type, attribute))
                                .forEach(attribute -> (BINARY.contains(attribute.getJavaType()) ? inexact : exact)
                                        .add(type.getJavaType().getSimpleName() + "." + attribute.getName()))));
        if (!inexact.isEmpty()) {
            return inexact.stream().map(InexactMoneyRule::failure).toList();
        }
        return List.of(
                exact.isEmpty()
                        ? Finding.notApplicable(
                                ID, Finding.APPLICATION, "No attribute of a stored object is money by its name.")
                        : Finding.pass(
                                ID,
                                Finding.APPLICATION,
                                new Evidence("mapping of the running Hibernate", String.join(", ", exact))));
    }

    private static boolean isMoney(ManagedType<?> type, Attribute<?, ?> attribute) {
        Class<?> of = attribute.getJavaType();
        boolean number =
                BINARY.contains(of) || Number.class.isAssignableFrom(of) || of == long.class || of == int.class;
        return number
                && (MONEY.matcher(attribute.getName()).matches()
                        || (AMOUNT.matcher(attribute.getName()).matches()
                                && OF_MONEY.matcher(type.getJavaType().getSimpleName())
                                        .matches()));
    }

    private static Finding failure(String attribute) {
        return Finding.fail(
                ID,
                attribute,
                "%s is a binary fraction, in which most prices have no exact value: sums are off by fractions, and what should be equal is not."
                        .formatted(attribute),
                "Make it a BigDecimal with @Column(precision = 19, scale = 2), or whole cents in a long; a column of double precision needs a migration to numeric(19, 2).",
                new Evidence("mapping of the running Hibernate", attribute + " is a double or float"));
    }
}
