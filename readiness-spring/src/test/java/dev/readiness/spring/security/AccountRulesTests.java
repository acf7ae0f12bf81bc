package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Result;
import dev.readiness.spring.RunningApplication;
import dev.readiness.spring.assessment.HardeningReport;
import dev.readiness.spring.security.accounts.CarefulAccountsApplication;
import dev.readiness.spring.security.accounts.CarelessAccountsApplication;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two applications with accounts are asked: one that is careless with them, one that only looks like it. */
class AccountRulesTests {

    private static final Set<String> RULES = Set.of(
            "access.account-told",
            "access.account-guessable",
            "access.flag-ignored",
            "access.owner-unchecked",
            "access.token-for-another-use",
            "browser.cors-development-origin",
            "validation.error-message");

    @Test
    void findsWhoIsToldSwitchedOffAndLetIn() {
        assertThat(failures(CarelessAccountsApplication.class, "jdbc:h2:mem:careless-accounts"))
                .extracting(finding -> finding.result() + " " + finding.ruleId() + " " + finding.where())
                .containsExactlyInAnyOrder(
                        "FAIL access.account-guessable POST /auth/sign-in",
                        "FAIL access.account-told POST /auth/forgot-password",
                        "FAIL access.account-told POST /auth/link",
                        "FAIL access.account-told POST /auth/register",
                        "FAIL access.account-told POST /auth/registration",
                        "FAIL access.account-told POST /auth/signup",
                        "FAIL access.flag-ignored Account",
                        "FAIL access.owner-unchecked DELETE /baskets/{accountId}/things",
                        "FAIL access.token-for-another-use TokenFilter",
                        "FAIL browser.cors-development-origin application",
                        "FAIL validation.error-message Accounts.count");
    }

    @Test
    void namesWhatItAccuses() {
        assertThat(failures(CarelessAccountsApplication.class, "jdbc:h2:mem:careless-names"))
                .extracting(Finding::problem)
                .anySatisfy(problem -> assertThat(problem).contains("Accounts.find", "IllegalArgumentException"))
                .anySatisfy(problem -> assertThat(problem).contains("already in use"))
                .anySatisfy(problem -> assertThat(problem).contains("Account has enabled", "Details"))
                .anySatisfy(problem -> assertThat(problem).contains("TokenFilter", "Tokens.generateRefreshToken"))
                .anySatisfy(problem ->
                        assertThat(problem).contains("http://localhost:3000").doesNotContain("app.example.com"));
    }

    @Test
    void accusesNobodyWhoIsCareful() {
        assertThat(failures(
                        CarefulAccountsApplication.class,
                        "jdbc:h2:mem:careful-accounts",
                        "app.origins=http://localhost:3000"))
                .extracting(finding -> finding.result() + " " + finding.ruleId())
                .as("production may set another origin")
                .containsExactly("UNKNOWN browser.cors-development-origin");
    }

    @Test
    void aProfileForDevelopmentMayHaveItsOrigins() {
        assertThat(failures(
                        CarelessAccountsApplication.class,
                        "jdbc:h2:mem:careless-development",
                        "spring.profiles.active=dev"))
                .filteredOn(finding -> finding.ruleId().equals("browser.cors-development-origin"))
                .extracting(Finding::result)
                .containsExactly(Result.UNKNOWN);
    }

    private static List<Finding> failures(Class<?> type, String database, String... properties) {
        String[] all = new String[properties.length + 3];
        System.arraycopy(properties, 0, all, 0, properties.length);
        all[properties.length] = "spring.autoconfigure.exclude=";
        all[properties.length + 1] = "spring.datasource.url=" + database;
        all[properties.length + 2] = "spring.flyway.enabled=false";
        try (RunningApplication application = RunningApplication.start(type, all)) {
            return application.context().getBean(HardeningReport.class).assessment().findings().stream()
                    .filter(finding -> RULES.contains(finding.ruleId()))
                    .filter(finding -> finding.result() == Result.FAIL || finding.result() == Result.UNKNOWN)
                    .toList();
        }
    }
}
