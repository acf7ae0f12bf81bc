package dev.readiness.spring.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What became of each drill of an application: {@code passed}, {@code skipped: why} or {@code failed: why}. */
record DrillRun(Map<String, String> outcomes) {

    static final String GOOD_VISIT = "{\"date\": \"2031-05-06\", \"reason\": \"Cough\"}";

    /** Starts {@code application} on a free port of this machine and drills it as a caller who may call everything. */
    static DrillRun of(Class<?> application, UnaryOperator<Drills> more, String... properties) {
        try (ConfigurableApplicationContext context = start(application, properties)) {
            Drills drills = Drills.of(context).as(Caller.basic("ada", "test-only"));
            Map<String, String> outcomes = new LinkedHashMap<>();
            more.apply(drills).tests().forEach(node -> run("", node, outcomes));
            return new DrillRun(outcomes);
        }
    }

    static ConfigurableApplicationContext start(Class<?> application, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.main.banner-mode=off",
                "spring.autoconfigure.exclude="
                        + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"));
        all.addAll(List.of(properties));
        return new SpringApplicationBuilder(application)
                .properties(all.toArray(String[]::new))
                .run();
    }

    String of(String drill, String test) {
        return outcomes.getOrDefault(drill + " > " + test, "no such test");
    }

    List<String> outcomesOf(Predicate<String> tests) {
        return outcomes.entrySet().stream()
                .filter(entry -> tests.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static void run(String prefix, DynamicNode node, Map<String, String> outcomes) {
        if (node instanceof DynamicContainer container) {
            container.getChildren().forEach(child -> run(container.getDisplayName() + " > ", child, outcomes));
        } else {
            outcomes.put(prefix + node.getDisplayName(), outcome((DynamicTest) node));
        }
    }

    private static String outcome(DynamicTest test) {
        try {
            test.getExecutable().execute();
            return "passed";
        } catch (TestAbortedException skipped) {
            return "skipped: " + skipped.getMessage();
        } catch (Throwable failure) {
            return "failed: " + failure.getMessage();
        }
    }
}
