package dev.readiness.spring.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.assessment.Readiness;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** What the host named first stays the host's, whatever we call our own beans. */
class SameNamesTests {

    private static final String WITHOUT_JPA =
            "spring.autoconfigure.exclude=org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration";

    /** A rule or a filter that is replaced by its name is left out; a name of ours is otherwise one that nobody else takes. */
    @Test
    void everyNameOfOursIsPrefixedOrMayBeTaken() {
        List<String> ours = new ArrayList<>();
        try (ConfigurableApplicationContext host = host().run()) {
            for (String name : host.getBeanDefinitionNames()) {
                if (!name.contains(".") && isOurs(host.getBeanFactory().getBeanDefinition(name))) {
                    ours.add(name);
                }
            }
        }
        List<String> others =
                ours.stream().filter(name -> !name.startsWith("readiness")).toList();
        assertThat(ours).hasSizeGreaterThan(others.size());

        try (ConfigurableApplicationContext host =
                host().initializers(context -> take(others, context)).run()) {
            assertThat(others).allSatisfy(name -> assertThat(host.getBean(name)).isEqualTo("the host's"));
            assertThat(Readiness.assess(host).notes()).isEmpty();
        }
    }

    private static void take(List<String> names, ConfigurableApplicationContext context) {
        for (String name : names) {
            ((GenericApplicationContext) context)
                    .registerBeanDefinition(
                            name, new RootBeanDefinition(String.class, (Supplier<String>) () -> "the host's"));
        }
    }

    private static boolean isOurs(BeanDefinition definition) {
        return Stream.of(definition.getFactoryBeanName(), definition.getBeanClassName())
                .anyMatch(name -> name != null && name.startsWith("dev.readiness.") && !name.contains(".hosts."));
    }

    private static SpringApplicationBuilder host() { // @

        return new SpringApplicationBuilder(HostApplication.class)
                .properties(HostApplication.SAFEGUARDS)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off",
                        "spring.flyway.enabled=false",
                        "spring.data.jpa.repositories.enabled=false",
                        "spring.datasource.generate-unique-name=true",
                        WITHOUT_JPA);
    }
}
