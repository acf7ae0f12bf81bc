package dev.readiness.spring.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import dev.readiness.spring.RunningApplication;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReactiveLoginLimitTests {

    private static final String ACCOUNTS = "readiness.rate-limit.login.limit=5/15m";

    private RunningApplication application = start(ACCOUNTS);

    @AfterEach
    void stop() {
        application.close();
    }

    /** Where a password can be tried. */
    enum Way {
        BASIC,
        CHAIN_WITH_ITS_OWN_MANAGER,
        FORM,
        CONTROLLER,
        HANDLER_THAT_COMPARES;

        /** The server closes a connection whose body it refused unread, which the client may be about to use again. */
        HttpResponse<String> login(RunningApplication application, String user, String password) {
            for (int again = 0; ; again++) {
                try {
                    return send(application, user, password);
                } catch (UncheckedIOException ex) {
                    if (again == 5) {
                        throw ex;
                    }
                }
            }
        }

        private HttpResponse<String> send(RunningApplication application, String user, String password) {
            String json = "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, password);
            return switch (this) {
                case BASIC -> application.getAs(user, password, "/me");
                case CHAIN_WITH_ITS_OWN_MANAGER -> application.getAs(user, password, "/partners/me");
                case FORM -> application.postLogin(user, password);
                case CONTROLLER -> application.postJson("/json-login", json);
                case HANDLER_THAT_COMPARES -> application.postJson("/own-login", json);
            };
        }

        boolean isIn(HttpResponse<String> response) {
            return this == FORM ? response.statusCode() == 302 && isAt(response, "/") : response.statusCode() == 200;
        }

        boolean isWrong(HttpResponse<String> response) {
            return this == FORM
                    ? response.statusCode() == 302 && isAt(response, "/login?error")
                    : response.statusCode() == 401;
        }

        private static boolean isAt(HttpResponse<String> response, String location) {
            return response.headers().firstValue("Location").orElse("").equals(location);
        }
    }

    @ParameterizedTest
    @EnumSource
    void checksExactlyFiveOfAHundredParallelGuesses(Way way) throws Exception {
        way.login(application, "bob", "right");
        int before = checks();

        List<HttpResponse<String>> answers = inParallel(100, way, "wrong");

        assertThat(checks() - before).isEqualTo(5);
        assertThat(answers).filteredOn(way::isWrong).hasSize(5);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 429).hasSize(95);
        HttpResponse<String> refused = way.login(application, "alice", "right");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 199L);
        assertThat(refused.body()).contains("quota-exceeded", "\"violated-policies\":[\"login\"]");
        assertThat(way.isIn(way.login(application, "bob", "right"))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void neverCountsASuccess(Way way) throws Exception {
        assertThat(inParallel(40, way, "right")).allMatch(way::isIn);
    }

    @ParameterizedTest
    @EnumSource
    void countsFailuresOfAccountsThatDoNotExist(Way way) {
        assertThat(IntStream.range(0, 5).mapToObj(i -> way.login(application, "nobody", "wrong-" + i)))
                .allMatch(way::isWrong);
        assertThat(way.login(application, "nobody", "wrong").statusCode()).isEqualTo(429);
    }

    @ParameterizedTest
    @EnumSource
    void limitsTheFailuresOfAnAddress(Way way) {
        restart(ACCOUNTS, "readiness.rate-limit.login.address-limit=2/15m");

        assertThat(IntStream.range(0, 2).mapToObj(i -> way.login(application, "user-" + i, "wrong-" + i)))
                .allMatch(way::isWrong);
        assertThat(way.login(application, "user-2", "wrong-2").statusCode()).isEqualTo(429);
    }

    @ParameterizedTest
    @EnumSource
    void limitsTheAccountsAtWhichOnePasswordFails(Way way) {
        restart(ACCOUNTS, "readiness.rate-limit.login.spray-limit=2/1h");

        assertThat(IntStream.range(0, 2).mapToObj(i -> way.login(application, "user-" + i, "Summer2026")))
                .allMatch(way::isWrong);
        assertThat(way.login(application, "user-2", "Summer2026").statusCode()).isEqualTo(429);
        assertThat(way.isWrong(way.login(application, "user-2", "Winter2026"))).isTrue();
    }

    @Test
    void countsAFailureOnceWhicheverWayItComes() {
        for (Way way : List.of(Way.BASIC, Way.CHAIN_WITH_ITS_OWN_MANAGER, Way.FORM, Way.CONTROLLER)) {
            assertThat(way.isWrong(way.login(application, "alice", "wrong"))).isTrue();
        }

        assertThat(application.getAs("alice", "right", "/me").statusCode()).isEqualTo(200);
        assertThat(application.postLogin("alice", "wrong").statusCode()).isEqualTo(302);
        assertThat(application.getAs("alice", "right", "/me").statusCode()).isEqualTo(429);
    }

    @Test
    void theReportSeesTheGuards() {
        assertThat(finding().result()).isEqualTo(Result.PASS);
        assertThat(finding().evidence().get(0).observation())
                .isEqualTo("ServerHttpBasicAuthenticationConverter, ServerFormLoginAuthenticationConverter,"
                        + " the ReactiveAuthenticationManager bean 'manager' asks the login limiter first.");
    }

    @Test
    void changesNothingWithoutALimit() {
        restart();

        assertThat(application.getAs("alice", "right", "/me").statusCode()).isEqualTo(200);
        assertThat(finding().result()).isEqualTo(Result.FAIL);
        assertThat(finding().evidence().get(0).observation())
                .contains("ServerFormLoginAuthenticationConverter", "the ReactiveAuthenticationManager bean 'manager'");
    }

    private Finding finding() {
        return application
                .context()
                .getBean("readinessLoginUnlimitedRule", ReadinessRule.class)
                .assess(new Inventory("clinic", List.of()))
                .get(0);
    }

    private int checks() {
        return application
                .context()
                .getBean(ReactiveClinicApplication.class)
                .checks
                .get();
    }

    private List<HttpResponse<String>> inParallel(int requests, Way way, String password) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(requests);
        try {
            List<Future<HttpResponse<String>>> futures = IntStream.range(0, requests)
                    .mapToObj(i -> executor.submit(() -> way.login(application, "alice", password)))
                    .toList();
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (Future<HttpResponse<String>> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            executor.shutdownNow();
        }
    }

    private void restart(String... properties) {
        application.close();
        application = start(properties);
    }

    private static RunningApplication start(String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add("spring.main.web-application-type=reactive");
        // It tries well-known passwords, and this test counts how often a password is checked.
        all.add("readiness.assessment.enabled=false");
        return RunningApplication.start(ReactiveClinicApplication.class, all.toArray(String[]::new));
    }
}
