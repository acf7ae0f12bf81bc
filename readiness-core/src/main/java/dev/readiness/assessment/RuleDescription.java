package dev.readiness.assessment;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a rule is about. The descriptions of the library's own rules are data: {@link RuleCatalogue}.
 *
 * @param id stable id, lower case and dotted by feature: {@code ratelimit.endpoint-unlimited}
 * @param title the safeguard that the rule looks for, in a few words
 * @param why why it matters, in one or two sentences
 * @param dimension the dimension that the rule belongs to
 * @param stage the lowest stage that needs the rule to pass
 * @param severity how much a failure endangers the application
 * @param seenBy how the rule knows, in one sentence
 * @param remedy what to do in general, in one or two sentences
 * @param controls controls that the rule bears on, for example {@code ASVS 2.4.1}; a pass contributes evidence to them
 */
public record RuleDescription(
        String id,
        String title,
        String why,
        Dimension dimension,
        Stage stage,
        Severity severity,
        String seenBy,
        String remedy,
        List<String> controls) {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(\\.[a-z][a-z0-9-]*)+");

    /** Checks that everything is there and that the id is well formed. */
    public RuleDescription {
        Objects.requireNonNull(id, "id");
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "'id' must be lower case and dotted, like 'ratelimit.endpoint-unlimited', but is '" + id + "'");
        }
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(dimension, "dimension");
        Objects.requireNonNull(stage, "stage");
        if (stage == Stage.PROTOTYPE) {
            throw new IllegalArgumentException("'stage' must be above PROTOTYPE, which needs no rule, for " + id);
        }
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(seenBy, "seenBy");
        Objects.requireNonNull(remedy, "remedy");
        controls = List.copyOf(controls);
    }

    /** Returns the feature that the rule belongs to: the part of the id before the first dot. */
    public String feature() {
        return id.substring(0, id.indexOf('.'));
    }
}
