package dev.readiness.observability;

import dev.readiness.observability.Alert.Guide;
import dev.readiness.observability.Alert.Urgency;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Alerts of one application, made of the series that it exports, and what cannot be watched without others. */
abstract class ApplicationAlerts {

    final Exposition seen;
    final OperationsFacts facts;
    final List<Alert> alerts = new ArrayList<>();
    final List<String> blind = new ArrayList<>();

    ApplicationAlerts(Exposition seen, OperationsFacts facts) {
        this.seen = seen;
        this.facts = facts;
    }

    List<Alert> alerts() {
        return List.copyOf(alerts);
    }

    /** Returns what no rule watches, and how it could. */
    List<String> blind() {
        return List.copyOf(blind);
    }

    final List<String> places(String meter, String label) {
        return seen.series(meter).stream()
                .filter(series -> !series.label(label).isEmpty())
                .map(series -> "`" + series.label(label) + "`"
                        + Optional.ofNullable(facts.places().get(series.label(label)))
                                .map(place -> ", " + place)
                                .orElse(""))
                .distinct()
                .toList();
    }

    final Optional<MeterAlert> meter(String name, String... labels) {
        return MeterAlert.of(seen, facts.application(), name, labels);
    }

    final void add(MeterAlert rule, String name, Urgency urgency, String summary, Guide guide) {
        alerts.add(rule.build(name, urgency, summary, guide));
    }

    /** Returns a query of a meter, or of an expression of one, of this application. */
    final String q(String expression) {
        return expression.contains(" ")
                ? expression.replaceFirst("[a-z_]+_[a-z_]+", "$0" + java.util.regex.Matcher.quoteReplacement(job()))
                : expression + job();
    }

    final String job() {
        return "{job=" + PromQl.quoted(facts.application()) + "}";
    }

    static Guide guide(
            String means, List<String> where, List<String> look, List<String> settings, String first, String not) {
        return new Guide(means, where, look, settings, first, not);
    }
}
