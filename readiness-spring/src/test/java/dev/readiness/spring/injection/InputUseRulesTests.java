package dev.readiness.spring.injection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Result;
import dev.readiness.spring.assessment.HardeningReport;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** Each planted handler says by its path whether it must be accused: those below {@code /bad} must, nobody else. */
class InputUseRulesTests {

    private static List<Finding> findings;

    @BeforeAll
    static void assess() {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Planted.class)
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
                .run()) {
            findings = List.copyOf(
                    context.getBean(HardeningReport.class).assessment().findings());
        }
    }

    @AfterAll
    static void forget() {
        findings = List.of();
    }

    @Test
    void textInStatements() {
        assertAccused(
                "injection.query",
                "GET /bad/query",
                "GET /bad/query/service",
                "GET /bad/query/jpql",
                "GET /bad/query/builder",
                "POST /bad/query/body",
                "GET /bad/query/lambda",
                "GET /bad/query/servlet");
        assertThat(findings)
                .filteredOn(finding -> finding.where().equals("POST /bad/query/body")
                        && finding.ruleId().equals("injection.query"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.problem()).contains("search.name").contains("JdbcTemplate.queryForList");
                    assertThat(finding.evidence().get(0).toString()).contains("StoredPets.byName");
                });
    }

    @Test
    void textThatIsExecuted() {
        assertAccused("injection.command", "GET /bad/command/shell", "GET /bad/command/expression");
    }

    @Test
    void pathsOfFiles() {
        assertAccused(
                "injection.path",
                "POST /bad/path/upload",
                "GET /bad/path/download",
                "GET /bad/path/file",
                "POST /bad/path/delete");
    }

    @Test
    void addressesThatAreFetched() {
        assertAccused("injection.fetch", "GET /bad/fetch/rest", "GET /bad/fetch/host", "POST /bad/fetch/jdk");
    }

    @Test
    void addressesThatBrowsersAreSentTo() {
        assertAccused("injection.redirect", "GET /bad/redirect/view", "GET /bad/redirect/response");
    }

    @Test
    void numbersOfRows() {
        assertAccused("validation.paging-unbounded", "GET /bad/rows", "GET /bad/rows/minus", "GET /bad/rows/jpa");
    }

    @Test
    void ownersOfRows() {
        assertAccused("access.owner-from-request", "POST /bad/owner", "POST /bad/owner/role");
    }

    @Test
    void pricesOfOrders() {
        assertAccused("validation.price-from-request", "POST /bad/price", "POST /bad/price/positive");
    }

    private static void assertAccused(String rule, String... where) {
        assertThat(findings)
                .filteredOn(finding -> finding.ruleId().equals(rule) && finding.result() == Result.FAIL)
                .extracting(Finding::where)
                .containsExactlyInAnyOrder(where);
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({
        PlantedQueries.Handlers.class,
        PlantedQueries.StoredPets.class,
        PlantedFiles.class,
        PlantedAddresses.class,
        PlantedRows.class,
        PlantedPrices.class
    })
    static class Planted {}
}
