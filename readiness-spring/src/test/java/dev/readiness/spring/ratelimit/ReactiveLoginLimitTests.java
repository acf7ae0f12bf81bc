package dev.readiness.spring.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import dev.readiness.spring.RunningApplication;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

class ReactiveLoginLimitTests {

    private RunningApplication application = start("readiness.rate-limit.login.limit=5/15m");

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void checksExactlyFiveOfAHundredParallelGuesses() throws Exception {
        application.getAs("bob", "right", "/me");
        int before = checks();

        List<Integer> statuses = inParallel(100, "wrong");

        assertThat(checks() - before).isEqualTo(5);
        assertThat(statuses).filteredOn(status -> status == 401).hasSize(5);
        assertThat(statuses).filteredOn(status -> status == 429).hasSize(95);
        HttpResponse<String> refused = application.getAs("alice", "right", "/me");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 199L);
        assertThat(refused.body()).contains("quota-exceeded", "\"violated-policies\":[\"login\"]");
        assertThat(application.getAs("bob", "right", "/me").statusCode()).isEqualTo(200);
    }

    @Test
    void neverCountsASuccess() throws Exception {
        assertThat(inParallel(40, "right")).containsOnly(200);
        assertThat(finding()).isEqualTo(Result.PASS);
    }

    @Test
    void limitsTheFailuresOfAnAddress() {
        application.close();
        application = start("readiness.rate-limit.login.limit=5/15m", "readiness.rate-limit.login.address-limit=2/15m");

        assertThat(IntStream.range(0, 3)
                        .map(i -> application.getAs("user-" + i, "wrong", "/me").statusCode()))
                .containsExactly(401, 401, 429);
    }

    @Test
    void changesNothingWithoutALimit() {
        application.close();
        application = start();

        assertThat(application.getAs("alice", "right", "/me").statusCode()).isEqualTo(200);
        assertThat(finding()).isEqualTo(Result.FAIL);
    }

    private Result finding() {
        return application
                .context()
                .getBean("readinessLoginUnlimitedRule", ReadinessRule.class)
                .assess(new Inventory("clinic", List.of()))
                .get(0)
                .result();
    }

    private int checks() {
        return application.context().getBean(ReactiveApplication.class).checks.get();
    }

    private List<Integer> inParallel(int requests, String password) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(requests);
        try {
            List<Future<Integer>> futures = IntStream.range(0, requests)
                    .mapToObj(i -> executor.submit(
                            () -> application.getAs("alice", password, "/me").statusCode()))
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> future : futures) {
                statuses.add(future.get());
            }
            return statuses;
        } finally {
            executor.shutdownNow();
        }
    }

    private static RunningApplication start(String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add("spring.main.web-application-type=reactive");
        // It tries well-known passwords, and this test counts how often a password is checked.
        all.add("readiness.assessment.enabled=false");
        return RunningApplication.start(ReactiveApplication.class, all.toArray(String[]::new));
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(MeController.class)
    static class ReactiveApplication {

        private final AtomicInteger checks = new AtomicInteger();

        @Bean
        SecurityWebFilterChain security(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        MapReactiveUserDetailsService users() {
            return new MapReactiveUserDetailsService(
                    User.withUsername("alice").password("right").build(),
                    User.withUsername("bob").password("right").build());
        }

        @Bean
        PasswordEncoder encoder() {
            return new PasswordEncoder() {
                @Override
                public String encode(CharSequence password) {
                    return password.toString();
                }

                @Override
                public boolean matches(CharSequence password, String stored) {
                    checks.incrementAndGet();
                    return stored.contentEquals(password);
                }
            };
        }
    }

    @RestController
    static class MeController {

        @GetMapping("/me")
        Mono<String> me() {
            return Mono.just("me");
        }
    }
}
