package com.example.hosts;

import dev.readiness.assessment.Assessment;
import dev.readiness.spring.assessment.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** Uses a host over HTTP in the process in which it runs, and says in one line what came of it. */
public final class Visitor {

    /** What every host has when the dependency is all that was added. */
    public static final List<String> ALONE = List.of(
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--spring.main.banner-mode=off",
            "--spring.reactor.netty.shutdown-quiet-period=0s",
            "--logging.level.root=warn");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Visitor() {}

    /** Returns the arguments of a host with each safeguard that a request meets. */
    public static String[] hardened(String... others) {
        List<String> all = new ArrayList<>(ALONE);
        all.addAll(List.of(
                "--readiness.rate-limit.rules.visits.routes=POST /visits",
                "--readiness.rate-limit.rules.visits.limits=2/1h",
                "--readiness.rate-limit.rules.visits.key=principal",
                "--readiness.rate-limit.login.limit=5/15m",
                "--readiness.validation.problem-details=true"));
        all.addAll(List.of(others));
        return all.toArray(String[]::new);
    }

    /** Books three times, once with a mistake, and prints the answers and whether the report could see everything. */
    public static void visit(String name, ApplicationContext host) throws IOException, InterruptedException {
        StringBuilder line = new StringBuilder(name + ":");
        for (String reason : List.of("checkup", "", "checkup")) {
            HttpResponse<String> answer = book(host, reason);
            line.append(' ').append(answer.statusCode());
            if (answer.headers().firstValue("X-Correlation-Id").isPresent()) {
                line.append(" correlated");
            }
            if (answer.body().contains("urn:problem-type:readiness:invalid-input")
                    && answer.body().contains("/reason")) {
                line.append(" explained");
            }
        }
        System.out.println(line + ", " + remarks(Readiness.assess(host)));
    }

    private static String remarks(Assessment assessment) {
        List<String> remarks = new ArrayList<>(assessment.notes());
        assessment.findings().stream()
                .filter(finding -> finding.problem().startsWith("The rule could not be asked"))
                .forEach(finding -> remarks.add(finding.ruleId() + ": " + finding.problem()));
        return remarks.isEmpty() ? "assessed without a remark" : "assessed, but " + remarks;
    }

    private static HttpResponse<String> book(ApplicationContext host, String reason)
            throws IOException, InterruptedException {
        String port = host.getEnvironment().getRequiredProperty("local.server.port");
        String login = Base64.getEncoder().encodeToString("ann:test-only".getBytes(StandardCharsets.UTF_8));
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/visits"))
                        .header("Authorization", "Basic " + login)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"reason\": \"" + reason + "\"}"))
                        .build(),
                BodyHandlers.ofString());
    }
}
