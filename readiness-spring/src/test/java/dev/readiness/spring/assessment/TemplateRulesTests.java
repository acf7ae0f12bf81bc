package dev.readiness.spring.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.spring.assessment.TemplateEngines.Templates;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.mock.env.MockEnvironment;

/** The rules about templates and about settings from outside, asked about what an application would have. */
class TemplateRulesTests {

    @Test
    void aValueThatIsWrittenAsItIsIsUnknownAndNamed() {
        List<Finding> findings = ask(unescaped(new Resolver(true, "classpath:/escaping/")));

        assertThat(findings)
                .extracting(finding -> finding.result() + " " + finding.where())
                .containsExactlyInAnyOrder("UNKNOWN raw.html", "UNKNOWN inline.html");
        assertThat(findings)
                .filteredOn(finding -> finding.where().equals("raw.html"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.problem())
                        .contains("th:utext=\"${note.text}\"")
                        .doesNotContain("#{welcome}", "th:text"));
    }

    @Test
    void templatesThatEscapePass() {
        assertThat(ask(unescaped(new Resolver(true, "classpath:/escaping/safe/"))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.result()).hasToString("PASS"));
    }

    @Test
    void withoutTemplatesThereIsNothingToSay() {
        assertThat(ask(unescaped(new Resolver(true, "classpath:/nothing-here/"))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.result()).hasToString("NOT_APPLICABLE"));
        assertThat(new TemplateEngines(
                                new StaticListableBeanFactory(),
                                new MockEnvironment(),
                                TemplateRulesTests.class.getClassLoader())
                        .templates())
                .isEmpty();
    }

    @Test
    void templatesThatAreParsedForEachRequestFail() {
        assertThat(ask(cached(new Resolver(false, "file:src/main/resources/templates/"))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.result()).hasToString("FAIL");
                    assertThat(finding.problem()).contains("file:src/main/resources/templates/");
                    assertThat(finding.remedy()).contains("spring.thymeleaf.cache=true", "spring.thymeleaf.prefix");
                });
    }

    @Test
    void templatesThatAreKeptPass() {
        assertThat(ask(cached(new Resolver(true, "classpath:/templates/"))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.result()).hasToString("PASS"));
        assertThat(ask(cached()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.result()).hasToString("NOT_APPLICABLE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"optional:configserver:http://config.example", "optional:vault://", "file:x,optional:consul:"})
    void settingsThatDidNotComeAreNamedAsNotSeen(String place) {
        assertThat(ask(outside(place)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.result()).hasToString("UNKNOWN"));
    }

    @Test
    void settingsThatCamePass() {
        assertThat(ask(outside("configserver:http://config.example", "configserver:https://git.example/shop.yml")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.result()).hasToString("PASS"));
    }

    @Test
    void filesAreNotOutside() {
        assertThat(ask(outside("optional:file:./local.properties")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.result()).hasToString("NOT_APPLICABLE"));
    }

    private static ReadinessRule unescaped(Resolver resolver) {
        List<Templates> templates =
                TemplateEngines.templatesOf(resolver).stream().toList();
        return new UnescapedTemplates(() -> templates, new DefaultResourceLoader()).rule();
    }

    private static ReadinessRule cached(Resolver... resolvers) {
        return new UncachedTemplates(
                        () -> Stream.of(resolvers).map(Object.class::cast).toList())
                .rule();
    }

    private static ReadinessRule outside(String place, String... loaded) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "Config resource 'class path resource [application.properties]'",
                        Map.of("spring.config.import", place)));
        for (String name : loaded) {
            environment.getPropertySources().addFirst(new MapPropertySource(name, Map.of("a", "b")));
        }
        return new OutsideSettings(environment).rule();
    }

    private static List<Finding> ask(ReadinessRule rule) {
        return rule.assess(new Inventory("clinic", List.of()));
    }

    /** As the resolvers of Thymeleaf are. */
    private static final class Resolver {

        private final boolean cacheable;

        private final String prefix;

        private Resolver(boolean cacheable, String prefix) {
            this.cacheable = cacheable;
            this.prefix = prefix;
        }

        @SuppressWarnings("unused")
        public boolean isCacheable() {
            return cacheable;
        }

        @SuppressWarnings("unused")
        public String getPrefix() {
            return prefix;
        }

        @SuppressWarnings("unused")
        public String getSuffix() {
            return ".html";
        }
    }
}
