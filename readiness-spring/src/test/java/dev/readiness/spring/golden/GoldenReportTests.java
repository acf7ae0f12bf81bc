package dev.readiness.spring.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.assessment.HardeningReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The report tells the whole truth about small applications, and nothing else.
 *
 * <p>A new rule, or a sharper one, changes files in {@code src/test/resources/golden}. Rewrite them, and read the
 * difference as the first reviewer of it:
 *
 * <pre>mvn -Dquick -DskipTests=false -pl readiness-spring -am test -Dtest=GoldenReportTests -Dgolden.rewrite
 *     -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
class GoldenReportTests {

    private static final String NO_DATABASE =
            "spring.autoconfigure.exclude=" + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

    static Stream<GoldenApplication> applications() {
        return Stream.of(
                        AccessApplications.all(),
                        InputApplications.all(),
                        SafeguardApplications.all(),
                        BrowserApplications.all(),
                        ReactiveApplications.all(),
                        AuthorityApplications.all(),
                        DataApplications.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("applications")
    void saysWhatIsInTheGoldenFileAndNothingElse(GoldenApplication application) {
        GoldenFile golden = GoldenFile.of(application.name());
        List<String> said = assess(application);

        assertThat(golden.falseAccusations(said)).as("said, and must not be").isEmpty();
        if (System.getProperty("golden.rewrite") != null) {
            golden.rewrite(said);
        } else {
            assertThat(said).containsExactlyElementsOf(golden.said());
        }
    }

    @Test
    void whatMustNotBeSaidIsFoundByRuleAndByPlace() {
        List<String> said = List.of("FAIL browser.csrf-off application", "FAIL access.endpoint-open GET /visits/{id}");

        assertThat(with("browser.csrf-off").falseAccusations(said)).hasSize(1);
        assertThat(with("access.endpoint-open GET /visits/{id}").falseAccusations(said))
                .hasSize(1);
        assertThat(with("access.endpoint-open GET /visits").falseAccusations(said))
                .isEmpty();
        assertThat(with("browser.csrf").falseAccusations(said)).isEmpty();
        assertThat(with("browser.").falseAccusations(said)).hasSize(1);
    }

    private static GoldenFile with(String notSaid) {
        return new GoldenFile(java.nio.file.Path.of("none"), List.of(), List.of(notSaid));
    }

    private static List<String> assess(GoldenApplication application) {
        List<String> properties = new ArrayList<>(List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.main.banner-mode=off",
                "spring.jmx.enabled=false"));
        properties.addAll(application.properties());
        if (properties.stream().noneMatch(property -> property.startsWith("spring.datasource."))) {
            properties.add(NO_DATABASE);
        }
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(application.type())
                .web(application.web())
                .properties(properties.toArray(String[]::new))
                .run()) {
            return GoldenFile.said(context.getBean(HardeningReport.class).assessment());
        }
    }
}
