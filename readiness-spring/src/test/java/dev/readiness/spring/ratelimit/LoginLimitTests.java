package dev.readiness.spring.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import dev.readiness.spring.RunningApplication;
import dev.readiness.spring.ratelimit.ClinicApplication.CountingPasswordEncoder;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginLimitTests {

    private static final String ANNOTATED = "readiness.rate-limit.rules.annotated.";

    private RunningApplication application = start("readiness.rate-limit.login.limit=5/15m");

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void refusesEvenTheRightPasswordAfterFiveFailuresOverHttpBasic() {
        List<Integer> failures = IntStream.range(0, 5)
                .map(i -> application.getAs("alice", "wrong", "/me").statusCode())
                .boxed()
                .toList();
        int checks = checks();

        HttpResponse<String> refused = application.getAs("alice", "right", "/me");

        assertThat(failures).containsOnly(401);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After"))
                .hasValueSatisfying(
                        seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 199));
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains("quota-exceeded", "\"violated-policies\":[\"login\"]");
        assertThat(checks()).isEqualTo(checks);
    }

    @Test
    void refusesEvenTheRightPasswordAfterFiveFailuresOfTheForm() {
        IntStream.range(0, 5).forEach(i -> application.postLogin("alice", "wrong"));

        assertThat(application.postLogin("alice", "right").statusCode()).isEqualTo(429);
        assertThat(application.getAs("alice", "right", "/me").statusCode()).isEqualTo(429);
    }

    @Test
    void countsFailuresOfAccountsThatDoNotExist() {
        IntStream.range(0, 5).forEach(i -> application.getAs("nobody", "wrong", "/me"));

        assertThat(application.getAs("nobody", "wrong", "/me").statusCode()).isEqualTo(429);
    }

    @Test
    void countsEachAccountByItself() {
        IntStream.range(0, 6).forEach(i -> application.getAs("alice", "wrong", "/me"));

        assertThat(application.getAs("bob", "right", "/me").statusCode()).isEqualTo(200);
    }

    @Test
    void countsAFailureOnce() {
        IntStream.range(0, 4).forEach(i -> application.getAs("alice", "wrong", "/me"));

        assertThat(application.getAs("alice", "right", "/me").statusCode()).isEqualTo(200);
    }

    @Test
    void neverCountsASuccess() throws Exception {
        List<Integer> statuses = inParallel(60, "right");

        assertThat(statuses).containsOnly(200);
    }

    @Test
    void checksExactlyFiveOfAHundredParallelGuesses() throws Exception {
        application.getAs("bob", "right", "/me");
        int before = checks();

        List<Integer> statuses = inParallel(100, "wrong");

        assertThat(checks() - before).isEqualTo(5);
        assertThat(statuses).filteredOn(status -> status == 401).hasSize(5);
        assertThat(statuses).filteredOn(status -> status == 429).hasSize(95);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/json-login", "/async-login"})
    void checksExactlyFiveOfAHundredParallelGuessesOfAControllerOfTheApplication(String path) throws Exception {
        application.postJson(path, "{\"user\":\"bob\",\"password\":\"right\"}");
        int before = checks();

        List<Integer> statuses = inParallel(
                100,
                () -> application
                        .postJson(path, "{\"user\":\"alice\",\"password\":\"wrong\"}")
                        .statusCode());

        assertThat(checks() - before).isEqualTo(5);
        assertThat(statuses).filteredOn(status -> status == 401).hasSize(5);
        assertThat(statuses).filteredOn(status -> status == 429).hasSize(95);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/json-login", "/async-login"})
    void limitsTheFailuresOfAnAddress(String path) {
        restart("readiness.rate-limit.login.limit=5/15m", "readiness.rate-limit.login.address-limit=3/15m");
        List<Integer> statuses = IntStream.range(0, 4)
                .map(i -> application
                        .postJson(path, "{\"user\":\"user-" + i + "\",\"password\":\"wrong-" + i + "\"}")
                        .statusCode())
                .boxed()
                .toList();

        assertThat(statuses).containsExactly(401, 401, 401, 429);
    }

    @Test
    void limitsTheAccountsAtWhichOnePasswordFails() {
        restart("readiness.rate-limit.login.limit=5/15m", "readiness.rate-limit.login.spray-limit=2/1h");
        List<Integer> statuses = IntStream.range(0, 3)
                .map(i -> application.getAs("user-" + i, "Summer2026", "/me").statusCode())
                .boxed()
                .toList();

        assertThat(statuses).containsExactly(401, 401, 429);
    }

    @Test
    void bansAnAddressThatGoesOn() {
        restart(
                "readiness.rate-limit.login.limit=1/15m",
                "readiness.rate-limit.login.penalty-limit=1/15m",
                "readiness.rate-limit.login.ban=2h");
        IntStream.range(0, 3).forEach(i -> application.getAs("alice", "wrong", "/me"));

        HttpResponse<String> banned = application.getAs("bob", "right", "/me");

        assertThat(banned.statusCode()).isEqualTo(429);
        assertThat(banned.headers().firstValueAsLong("Retry-After")).hasValue(7200);
    }

    private void restart(String... properties) {
        application.close();
        application = start(properties);
    }

    @Test
    void theReportSeesTheGuard() {
        assertThat(loginFinding().result()).isEqualTo(Result.PASS);
    }

    @Test
    void theReportSeesThatThereIsNoGuard() {
        application.close();
        application = start();

        assertThat(loginFinding().result()).isEqualTo(Result.FAIL);
        assertThat(loginFinding().evidence().get(0).observation())
                .isEqualTo("UsernamePasswordAuthenticationFilter, BasicAuthenticationFilter, the"
                        + " AuthenticationManager bean 'authenticationManager' checks passwords without asking a"
                        + " limiter.");
    }

    private Finding loginFinding() {
        return application
                .context()
                .getBean("readinessLoginUnlimitedRule", ReadinessRule.class)
                .assess(new Inventory("clinic", List.of()))
                .get(0);
    }

    private int checks() {
        return application
                .context()
                .getBean(CountingPasswordEncoder.class)
                .checks
                .get();
    }

    private List<Integer> inParallel(int requests, String password) throws Exception {
        return inParallel(
                requests, () -> application.getAs("alice", password, "/me").statusCode());
    }

    private static List<Integer> inParallel(int requests, Callable<Integer> request) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(requests);
        try {
            List<Future<Integer>> futures = IntStream.range(0, requests)
                    .mapToObj(i -> executor.submit(request))
                    .toList();
            List<Integer> statuses = new java.util.ArrayList<>();
            for (Future<Integer> future : futures) {
                statuses.add(future.get());
            }
            return statuses;
        } finally {
            executor.shutdownNow();
        }
    }

    private static RunningApplication start(String... properties) {
        String[] all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(properties),
                        java.util.stream.Stream.of(
                                ANNOTATED + "limits=100/1s",
                                ANNOTATED + "key=client-address",
                                // It tries well-known passwords, and this test counts how often a password is checked.
                                "readiness.assessment.enabled=false"))
                .toArray(String[]::new);
        return RunningApplication.start(ClinicApplication.class, all);
    }
}
