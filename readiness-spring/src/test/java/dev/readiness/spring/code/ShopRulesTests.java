package dev.readiness.spring.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Result;
import dev.readiness.spring.RunningApplication;
import dev.readiness.spring.assessment.HardeningReport;
import dev.readiness.spring.code.keptshop.KeptShopApplication;
import dev.readiness.spring.code.shop.ShopApplication;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two shops are asked: one that is everybody's, one that only looks like it. */
class ShopRulesTests {

    private static final Set<String> RULES = Set.of(
            "access.owner-unchecked",
            "access.password-unhashed",
            "access.role-missing",
            "migration.login-name-shared",
            "migration.money-inexact",
            "validation.input-unchecked",
            "validation.password-short",
            "validation.rejected-value",
            "validation.upload-unchecked");

    @Test
    void findsWhatWhoeverSignsUpDoesToAShop() {
        List<Finding> failures = failures(ShopApplication.class, "jdbc:h2:mem:shop");

        assertThat(failures)
                .extracting(finding -> finding.ruleId() + " " + finding.where())
                .containsExactlyInAnyOrder(
                        "access.owner-unchecked PUT /customers",
                        "access.role-missing DELETE /customers/{id}",
                        "access.role-missing DELETE /products/{id}",
                        "access.role-missing PUT /products",
                        "migration.money-inexact Payment.amount",
                        "migration.money-inexact Product.price",
                        "validation.input-unchecked POST /customers",
                        "validation.input-unchecked POST /products",
                        "validation.input-unchecked PUT /customers",
                        "validation.input-unchecked PUT /products",
                        "validation.password-short POST /signup",
                        "validation.rejected-value Errors.invalid",
                        "validation.upload-unchecked POST /picture",
                        "validation.upload-unchecked POST /portrait");
    }

    @Test
    void accusesNobodyWhoAsksFirst() {
        assertThat(failures(KeptShopApplication.class, "jdbc:h2:mem:kept-shop"))
                .filteredOn(finding -> !finding.ruleId().equals("validation.input-unchecked"))
                .extracting(finding -> finding.result() + " " + finding.ruleId() + " " + finding.where())
                .containsExactly("UNKNOWN access.owner-unchecked PUT /customers");
    }

    private static List<Finding> failures(Class<?> type, String database) {
        try (RunningApplication application = RunningApplication.start(
                type,
                "spring.autoconfigure.exclude=",
                "spring.datasource.url=" + database,
                "spring.flyway.enabled=false")) {
            return application.context().getBean(HardeningReport.class).assessment().findings().stream()
                    .filter(finding -> RULES.contains(finding.ruleId()))
                    .filter(finding -> finding.result() == Result.FAIL || finding.result() == Result.UNKNOWN)
                    .toList();
        }
    }
}
