package dev.readiness.spring.security;

import dev.readiness.assessment.Finding;
import dev.readiness.spring.assessment.HardeningReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A small application on a real web server, and what the report says of it. */
final class TrialApplication implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private TrialApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static TrialApplication start(Class<?> application, String... properties) {
        List<String> all = new ArrayList<>(
                List.of(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"));
        all.addAll(Arrays.asList(properties));
        return new TrialApplication(new SpringApplicationBuilder(application)
                .properties(all.toArray(String[]::new))
                .run());
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    List<Finding> findings(String rule) {
        return context.getBean(HardeningReport.class).assessment().findings().stream()
                .filter(finding -> finding.ruleId().equals(rule))
                .toList();
    }

    /** Returns what the report says, each as {@code FAIL /actuator}. */
    Stream<String> results(String rule) {
        return findings(rule).stream().map(finding -> finding.result() + " " + finding.where());
    }

    @Override
    public void close() {
        context.close();
    }
}
