package dev.readiness.spring.security;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import jakarta.servlet.Filter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.security.core.userdetails.UserDetailsService;

/** Finds the user that Spring Boot makes up, where a filter lets it log in. */
final class GeneratedUserRule implements ReadinessRule {

    private static final String ID = "access.generated-user";

    /** By name, since the class moved between Spring Boot 3 and 4. */
    private static final String MADE_BY = "UserDetailsServiceAutoConfiguration";

    private static final List<String> LOGINS =
            List.of("BasicAuthenticationFilter", "UsernamePasswordAuthenticationFilter");

    private final ConfigurableListableBeanFactory beans;

    private final Environment environment;

    private final FilterChainOracle chains;

    GeneratedUserRule(ConfigurableListableBeanFactory beans, Environment environment, FilterChainOracle chains) {
        this.beans = beans;
        this.environment = environment;
        this.chains = chains;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        Optional<String> generated = generated();
        if (generated.isEmpty()) {
            return List.of(Finding.pass(
                    ID,
                    Finding.APPLICATION,
                    new Evidence("beans of the running application", "Spring Boot made up no user")));
        }
        Evidence evidence = new Evidence("bean " + generated.get(), "made by Spring Boot with a password of its own");
        Optional<String> login = chains.chains().stream()
                .flatMap(chain -> chain.getFilters().stream())
                .map(Filter::getClass)
                .map(Class::getSimpleName)
                .filter(LOGINS::contains)
                .findFirst();
        return List.of(login.map(filter -> Finding.fail(
                        ID,
                        Finding.APPLICATION,
                        "The only user is one that Spring Boot makes up, with a password that is new at each start and stands in the log.",
                        "Bring a UserDetailsService that reads your users from the database; until then set spring.security.user.name and spring.security.user.password from a secret source.",
                        evidence,
                        new Evidence("security filter chain", filter + " lets it log in")))
                .orElseGet(() -> Finding.pass(
                        ID,
                        Finding.APPLICATION,
                        new Evidence("security filter chains", "no filter takes a name and a password"))));
    }

    private Optional<String> generated() {
        if (environment.containsProperty("spring.security.user.password")) {
            return Optional.empty();
        }
        return Arrays.stream(beans.getBeanDefinitionNames())
                .filter(name -> String.valueOf(beans.getBeanDefinition(name).getFactoryBeanName())
                                .contains(MADE_BY)
                        || String.valueOf(beans.getBeanDefinition(name).getResourceDescription())
                                .contains(MADE_BY))
                .filter(name -> isStore(beans.getType(name, false)))
                .findFirst();
    }

    private static boolean isStore(@Nullable Class<?> type) {
        return type != null && UserDetailsService.class.isAssignableFrom(type);
    }
}
