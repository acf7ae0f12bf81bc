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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
                        seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 180));
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
                .isEqualTo("UsernamePasswordAuthenticationFilter, BasicAuthenticationFilter checks passwords without"
                        + " asking a limiter.");
    }

    private Finding loginFinding() {
        return application
                .context()
                .getBean("loginUnlimitedRule", ReadinessRule.class)
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
        ExecutorService executor = Executors.newFixedThreadPool(requests);
        try {
            List<Future<Integer>> futures = IntStream.range(0, requests)
                    .mapToObj(i -> executor.submit(
                            () -> application.getAs("alice", password, "/me").statusCode()))
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
