package dev.readiness.spring.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.EndpointInspector;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.LoginRateLimiter;
import dev.readiness.ratelimit.OutboundRateLimiters;
import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitKeySource;
import dev.readiness.ratelimit.RateLimitMeters;
import dev.readiness.ratelimit.RateLimitTierSource;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.RegistrationBean;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

class RateLimitAutoConfigurationTests {

    private static final String BOOKING = "readiness.rate-limit.rules.booking.";

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    RateLimitAutoConfiguration.class,
                    org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration.class));

    private final WebApplicationContextRunner booking = runner.withUserConfiguration(BookingController.class)
            .withPropertyValues(
                    BOOKING + "routes=GET /bookings/{id}", BOOKING + "limits=10/1s, 30/1m", BOOKING + "key=principal");

    @Test
    void enforcesNothingWithoutConfiguration() {
        runner.run(context -> {
            assertThat(context.getBeansOfType(RegistrationBean.class).values()).noneMatch(RegistrationBean::isEnabled);
            assertThat(context).doesNotHaveBean(LoginRateLimiter.class);
        });
    }

    @Test
    void reportsEvenWithoutConfiguration() {
        runner.run(context -> {
            assertThat(context.getBeansOfType(ReadinessRule.class)).hasSize(5);
            assertThat(context.getBean(EndpointInspector.class).aspect()).isEqualTo("rate limit");
        });
    }

    @Test
    void enforcesNothingWhenItIsSwitchedOff() {
        booking.withPropertyValues("readiness.rate-limit.enabled=false", "readiness.rate-limit.login.limit=5/15m")
                .run(context -> {
                    assertThat(context.getBean(InboundRateLimits.class).rules()).isEmpty();
                    assertThat(context).doesNotHaveBean(LoginRateLimiter.class);
                });
    }

    @Test
    void definesNoFilterWhereNothingIsLimited() {
        runner.run(context -> assertThat(context).doesNotHaveBean(RegistrationBean.class));
    }

    @Test
    void registersTheFilterForLimitsOfTheApplication() {
        InboundRateLimits own = InboundRateLimits.inMemory(List.of());
        runner.withBean("ours", InboundRateLimits.class, () -> own)
                .run(context -> assertThat(context).hasBean("identityRateLimitFilter"));
    }

    @Test
    void registersBothFiltersSoThatRulesCanBeReplaced() {
        booking.run(context -> assertThat(context.getBeansOfType(RegistrationBean.class))
                .containsKeys("addressRateLimitFilter", "identityRateLimitFilter"));
    }

    @Test
    void limitsAHandlerWhoseAnnotationSaysAllOfIt() {
        runner.withUserConfiguration(InlineController.class)
                .run(context -> assertThat(
                                context.getBean(InboundRateLimits.class).rules())
                        .singleElement()
                        .satisfies(rule -> {
                            assertThat(rule.name()).isEqualTo("inline-controller.inline");
                            assertThat(rule.summary()).isEqualTo("10/1s, 1000/1h per principal");
                            assertThat(rule.cost()).isEqualTo(2);
                        }));
    }

    @Test
    void stopsForAnAnnotationThatCannotBeRead() {
        runner.withUserConfiguration(UnreadableController.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .message()
                        .contains(
                                "@RateLimited on UnreadableController.fortnight.limits[0]: '10/fortnight' is not a rate limit",
                                "@RateLimited on UnreadableController.fortnight.key: it is missing",
                                "@RateLimited on UnreadableController.nothing: it has neither the name of a rule nor"
                                        + " limits"));
    }

    @Test
    void stopsForATenantThatNobodyTells() {
        booking.withPropertyValues(BOOKING + "key=tenant", BOOKING + "tiers.pro=100/1s")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .message()
                        .contains(
                                BOOKING
                                        + "key: 'tenant' needs a bean of RateLimitKeySource named 'tenant'; there are only []",
                                BOOKING + "tiers: they need a bean of RateLimitTierSource"));
    }

    @Test
    void takesTenantsAndTiersFromBeans() {
        booking.withPropertyValues(BOOKING + "key=tenant", BOOKING + "tiers.pro=100/1s")
                .withBean("tenant", RateLimitKeySource.class, () -> request -> "acme")
                .withBean(RateLimitTierSource.class, () -> request -> "pro")
                .run(context -> {
                    InboundRateLimits limits = context.getBean(InboundRateLimits.class);
                    assertThat(limits.apply(limits.rules(), () -> "198.51.100.1")
                                    .get(0)
                                    .decision()
                                    .remaining())
                            .isEqualTo(99);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "cost|31|'cost' must be at most the capacity of each limit",
                "cost|0|'cost' must be at least 1 but is 0",
                "tiers.pro|10/fortnight|tiers.pro[0]: '10/fortnight' is not a rate limit",
            })
    void stopsForARuleThatMakesNoSense(String property, String value, String message) {
        booking.withPropertyValues(BOOKING + property + "=" + value, BOOKING + "limits=30/1m")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(message));
    }

    @Test
    void tellsTheRulesOfAnEndpoint() {
        booking.run(context -> assertThat(context.getBean(EndpointInspector.class)
                        .inspect(endpoint("GET", "/bookings/{number}"))
                        .orElseThrow()
                        .value())
                .isEqualTo("10/1s, 30/1m per principal"));
    }

    @ParameterizedTest
    @CsvSource({
        "/bookings/*, GET, /bookings/{id}, true",
        "/bookings/**, GET, /bookings/{id}/notes, true",
        "/bookings/*, GET, /bookings/{*rest}, false",
        "/bookings/*, GET, /bookings/**, false",
        "GET /bookings/*, *, /bookings/{id}, false",
        "GET /bookings/7, GET, /bookings/{id}, false",
        "GET /bookings/{id}, POST, /bookings/{id}, false",
    })
    void anEndpointIsLimitedOnlyIfAllItsRequestsAre(String route, String method, String path, boolean limited) {
        booking.withPropertyValues(BOOKING + "routes=" + route, BOOKING + "verify-routes=false")
                .run(context -> assertThat(context.getBean(RoutedRules.class).rulesOf(endpoint(method, path)))
                        .hasSize(limited ? 1 : 0));
    }

    @Test
    void backsOffFromLimitsOfTheApplication() {
        InboundRateLimits own = InboundRateLimits.inMemory(List.of());
        booking.withBean(InboundRateLimits.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(InboundRateLimits.class)).isSameAs(own));
    }

    @Test
    void backsOffFromALoginLimiterOfTheApplication() {
        LoginRateLimiter own = LoginRateLimiter.inMemory(RateLimit.parse("3/1h"));
        runner.withBean(LoginRateLimiter.class, () -> own)
                .withPropertyValues("readiness.rate-limit.login.limit=5/15m")
                .run(context ->
                        assertThat(context.getBean(LoginRateLimiter.class)).isSameAs(own));
    }

    @Test
    void doesWithoutMicrometer() {
        booking.withClassLoader(new FilteredClassLoader(MeterBinder.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("readinessRateLimitMeters"));
    }

    @Test
    void metersWithMicrometer() {
        booking.run(context -> assertThat(context).hasSingleBean(RateLimitMeters.class));
    }

    @Test
    void doesWithoutSpringSecurity() {
        booking.withClassLoader(new FilteredClassLoader(SecurityFilterChain.class))
                .run(context -> assertThat(context).hasNotFailed().hasBean("readinessLoginUnlimitedRule"));
    }

    @Test
    void doesWithoutSpringMvc() {
        runner.withClassLoader(new FilteredClassLoader(RequestMappingInfoHandlerMapping.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RegistrationBean.class));
    }

    @Test
    void stopsForALoginLimitThatNothingWouldApply() {
        runner.withClassLoader(new FilteredClassLoader(SecurityFilterChain.class))
                .withPropertyValues("readiness.rate-limit.login.limit=5/15m")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("readiness.rate-limit.login.limit: nothing here checks passwords; remove it, or add"
                                + " Spring Security"));
    }

    @Test
    void stopsForALoginLimitThatNothingWouldApplyWithWebFluxToo() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RateLimitAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("org.springframework.security"))
                .withPropertyValues("readiness.rate-limit.login.limit=5/15m")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("nothing here checks passwords"));
    }

    @Test
    void namesAllProblemsAtOnce() {
        booking.withPropertyValues(
                        BOOKING + "limits=10/fortnight",
                        BOOKING + "key=shoe-size",
                        "readiness.rate-limit.login.limit=0/1m",
                        "readiness.rate-limit.trusted-proxies=everybody",
                        "readiness.rate-limit.max-keys=0")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidRateLimitSettingsException.class)
                        .message()
                        .contains(
                                BOOKING + "limits[0]: '10/fortnight' is not a rate limit",
                                BOOKING + "key: 'shoe-size' is not a key",
                                "login.limit: '0/1m' is not a rate limit: 'capacity' must be at least 1 but is 0",
                                "trusted-proxies: 'everybody' is not a range",
                                "'max-keys' must be at least 1 but is 0"));
    }

    @Test
    void hasNoDefaultForTheKey() {
        runner.withPropertyValues(BOOKING + "routes=/x", BOOKING + "limits=1/1s")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage(BOOKING
                                + "key: it is missing, and there is no default; write client-address, principal,"
                                + " header:<name>, tenant or bean:<name>"));
    }

    @Test
    void stopsForARouteThatMatchesNoEndpoint() {
        booking.withPropertyValues(BOOKING + "routes=POST /bookings/{id}")
                .run(
                        context -> assertThat(context)
                                .getFailure()
                                .hasMessage(
                                        BOOKING
                                                + "routes: 'POST /bookings/{id}' matches no endpoint of the application, which"
                                                + " has GET /bookings/{id}; set verify-routes=false if a filter or servlet answers it"));
    }

    @Test
    void doesNotVerifyRoutesThatAFilterAnswers() {
        booking.withPropertyValues(BOOKING + "routes=POST /login", BOOKING + "verify-routes=false")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void stopsForAnAnnotationThatNamesNoRule() {
        runner.withUserConfiguration(AnnotatedController.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessage(
                                "@RateLimited(\"missing\") on AnnotatedController.annotated: there is no rule of that"
                                        + " name in readiness.rate-limit.rules, only []"));
    }

    @Test
    void stopsForARuleThatAppliesToNothing() {
        runner.withPropertyValues(BOOKING + "limits=1/1s", BOOKING + "key=principal")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessage(BOOKING
                                + "routes: the rule applies to nothing; add a route, or @RateLimited to a handler"));
    }

    @Test
    void stopsForAnUnknownSetting() {
        booking.withPropertyValues("readiness.rate-limit.rulez.x=1")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("readiness.rate-limit.rulez.x"));
    }

    @Test
    void limitsOutboundCallsByName() {
        runner.withPropertyValues("readiness.outbound.sms.limit=10/1s", "readiness.outbound.sms.max-wait=200ms")
                .run(context -> assertThat(context.getBean(OutboundRateLimiters.class)
                                .named("sms")
                                .limit())
                        .hasToString("10/1s"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "limit=10/fortnight, '10/fortnight' is not a rate limit",
                "max-wait=1s, 'limit' is missing; write for example 10/1s",
            })
    void stopsForAnOutboundLimitThatCannotBeRead(String setting, String message) {
        runner.withPropertyValues("readiness.outbound.sms." + setting)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(message));
    }

    private static Endpoint endpoint(String method, String path) {
        return new Endpoint(method, path, "BookingController.book", Endpoint.Origin.APPLICATION, false, true, false);
    }

    @RestController
    static class BookingController {

        @GetMapping("/bookings/{id}")
        String booking() {
            return "booking";
        }
    }

    @RestController
    static class InlineController {

        @GetMapping("/inline")
        @RateLimited(
                limits = {"10/1s", "1000/1h"},
                key = "principal",
                cost = 2)
        String inline() {
            return "inline";
        }
    }

    @RestController
    static class UnreadableController {

        @GetMapping("/fortnight")
        @RateLimited(limits = "10/fortnight")
        String fortnight() {
            return "fortnight";
        }

        @GetMapping("/nothing")
        @RateLimited
        String nothing() {
            return "nothing";
        }
    }

    @RestController
    static class AnnotatedController {

        @GetMapping("/annotated")
        @RateLimited("missing")
        String annotated() {
            return "annotated";
        }
    }
}
