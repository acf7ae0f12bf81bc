package dev.readiness.spring.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.RunningApplication;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class RateLimitedApplicationTests {

    private static final String HELLO = "readiness.rate-limit.rules.hello.";

    private static final String ANNOTATED_LIMIT = "readiness.rate-limit.rules.annotated.limits=1/1h";

    private static final String ANNOTATED_KEY = "readiness.rate-limit.rules.annotated.key=client-address";

    private static final String[] ONE_HELLO = {
        HELLO + "routes=GET /hello", HELLO + "limits=1/1h", HELLO + "key=client-address", ANNOTATED_LIMIT, ANNOTATED_KEY
    };

    @Test
    void refusesWhatIsAboveTheLimit() {
        try (RunningApplication application = start(ONE_HELLO)) {
            HttpResponse<String> permitted = application.get("/hello");
            HttpResponse<String> refused = application.get("/hello");

            assertThat(permitted.statusCode()).isEqualTo(200);
            assertThat(permitted.headers().firstValue("RateLimit-Policy")).hasValue("\"hello\";q=1;w=3600");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(3600L, 3961L);
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    @Test
    void spellingsThatTheRouterTakesAreLimited() {
        try (RunningApplication application = start(ONE_HELLO)) {
            assertThat(application.get("/%68ello").statusCode()).isEqualTo(200);
            assertThat(application.get("/hell%6f").statusCode()).isEqualTo(429);
        }
    }

    @Test
    void aHeadRequestCountsAsTheGetThatItIs() {
        try (RunningApplication application = start(ONE_HELLO)) {
            application.send("HEAD", "/hello", BodyPublishers.noBody());

            assertThat(application.get("/hello").statusCode()).isEqualTo(429);
        }
    }

    @Test
    void limitsHandlersThatNameARule() {
        try (RunningApplication application = start(ONE_HELLO)) {
            application.get("/annotated/1");

            assertThat(application.get("/annotated/2").statusCode()).isEqualTo(429);
        }
    }

    @Test
    void countsByPrincipalBehindSecurity() {
        try (RunningApplication application = start(
                "readiness.rate-limit.rules.me.routes=/me/**",
                "readiness.rate-limit.rules.me.limits=1/1h",
                "readiness.rate-limit.rules.me.key=principal",
                ANNOTATED_LIMIT,
                ANNOTATED_KEY)) {
            application.getAs("alice", "right", "/me");

            assertThat(application.getAs("alice", "right", "/me/appointments/7").statusCode())
                    .isEqualTo(429);
            assertThat(application.getAs("bob", "right", "/me").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void metersEachRuleFromTheStart() {
        try (RunningApplication application = start(ONE_HELLO)) {
            MeterRegistry registry = application.context().getBean(MeterRegistry.class);
            double before = refused(registry);
            application.get("/hello");
            application.get("/hello");

            assertThat(before).isZero();
            assertThat(refused(registry)).isEqualTo(1);
        }
    }

    @Test
    void registersNoFilterWithoutARule() {
        try (RunningApplication application =
                start(ANNOTATED_LIMIT, ANNOTATED_KEY, "readiness.rate-limit.enabled=false")) {
            application.get("/annotated/1");

            HttpResponse<String> second = application.get("/annotated/1");

            assertThat(second.statusCode()).isEqualTo(200);
            assertThat(second.headers().firstValue("RateLimit")).isEmpty();
        }
    }

    private static double refused(MeterRegistry registry) {
        return registry.get("readiness.ratelimit.requests")
                .tags("rule", "hello", "outcome", "refused")
                .functionCounter()
                .count();
    }

    private static RunningApplication start(String... properties) {
        return RunningApplication.start(ClinicApplication.class, properties);
    }
}
