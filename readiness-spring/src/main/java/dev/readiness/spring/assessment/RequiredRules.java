package dev.readiness.spring.assessment;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Result;
import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Makes the start fail if one of these rules does, for an application that shall rather be down than open. It looks when the
 * application is ready, because before that not all is there that the rules look at; no traffic is accepted by then.
 */
final class RequiredRules implements ApplicationListener<ApplicationReadyEvent> {

    private final ApplicationContext context;

    private final HardeningReport report;

    private final List<String> rules;

    RequiredRules(ApplicationContext context, HardeningReport report, List<String> rules) {
        this.context = context;
        this.report = report;
        this.rules = List.copyOf(rules);
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        if (rules.isEmpty() || event.getApplicationContext() != context) {
            return;
        }
        List<Finding> failed = report.assessment().findings().stream()
                .filter(finding -> finding.result() == Result.FAIL && rules.contains(finding.ruleId()))
                .toList();
        if (!failed.isEmpty()) {
            throw new StartRefusedException(failed);
        }
    }
}
