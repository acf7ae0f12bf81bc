package dev.readiness.observability;

import java.util.List;

/** What is around the rules: who scrapes, who is told, and the page that says what to do with the files. */
final class Deliveries {

    private Deliveries() {}

    static String prometheus(OperationsFacts facts) {
        return """
                %s. The address is the only thing to fill in.
                global:
                  scrape_interval: 15s
                  evaluation_interval: 30s
                rule_files: [rules/*.yml]
                alerting:
                  alertmanagers:
                    - static_configs: [{targets: ['127.0.0.1:9093']}]
                scrape_configs:
                  - job_name: %s
                    scheme: %s
                    metrics_path: %s
                    static_configs: [{targets: [%s]}]
                """.formatted(
                        RuleFiles.MADE,
                        PromQl.quoted(facts.application()),
                        PromQl.quoted(facts.scrape().getScheme()),
                        PromQl.quoted(facts.scrape().getPath()),
                        PromQl.quoted(facts.scrape().getAuthority()));
    }

    static String alertmanager() {
        return """
                %s. Receivers tell nobody until you say how: fill in page, ticket and watchdog.
                route:
                  receiver: ticket
                  group_by: [job, alertname, slice]
                  group_wait: 30s
                  group_interval: 5m
                  repeat_interval: 12h
                  routes:
                    - matchers: [severity="watchdog"]
                      receiver: watchdog
                      group_wait: 0s
                      group_interval: 1m
                      repeat_interval: 1m
                    - matchers: [severity="page"]
                      receiver: page
                      repeat_interval: 1h
                receivers:
                  - name: page
                  - name: ticket
                  - name: watchdog
                inhibit_rules:
                  # Who is awake for a slice needs no ticket for it as well.
                  - source_matchers: [severity="page", slice!=""]
                    target_matchers: [severity="ticket"]
                    equal: [job, slice]
                  - source_matchers: [alertname="InstanceDown"]
                    target_matchers: [alertname!="InstanceDown", severity!="watchdog", instance!=""]
                    equal: [job, instance]
                """.formatted(RuleFiles.MADE);
    }

    static String readme(OperationsFacts facts, List<AlertGroup> groups, List<String> blind) {
        StringBuilder out = new StringBuilder(RuleFiles.MADE + ": alerts, dashboard and runbook of ");
        out.append(facts.application()).append("""


                ```
                promtool check rules rules/*.yml && promtool test rules tests/*.yml
                amtool check-config alertmanager.yml
                ```

                `alertmanager.yml` tells nobody until its receivers are filled in. `dashboard.json` is imported in Grafana. In
                `prometheus.yml` the address of each instance is to be filled in.

                ## Alerts

                | alert | who hears of it | |
                |---|---|---|
                """);
        groups.forEach(group -> group.alerts()
                .forEach(alert -> out.append("| [")
                        .append(alert.name())
                        .append("](")
                        .append(Runbook.path(alert))
                        .append(") | ")
                        .append(alert.urgency().label())
                        .append(" | ")
                        .append(alert.summary().replace("|", "\\|"))
                        .append(" |\n")));
        out.append("\n## Not watched\n\n");
        if (blind.isEmpty()) {
            out.append("Nothing that is known of.\n");
        }
        blind.forEach(each -> out.append("- ").append(each).append('\n'));
        return out.toString();
    }
}
