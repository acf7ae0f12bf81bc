package dev.readiness.assessment;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The descriptions of the library's own rules, read from {@code rules.json} beside this class.
 *
 * <p>One file holds all of them, so that the documentation, the report and the rules never say different things.
 */
public final class RuleCatalogue {

    private static final String RESOURCE = "rules.json";

    private static final RuleCatalogue INSTANCE = read();

    private final Map<String, RuleDescription> descriptions;

    private RuleCatalogue(Map<String, RuleDescription> descriptions) {
        this.descriptions = descriptions;
    }

    /**
     * Returns the description of the rule {@code id}.
     *
     * @throws IllegalArgumentException if the catalogue has no such rule
     */
    public static RuleDescription describe(String id) {
        RuleDescription description = INSTANCE.descriptions.get(id);
        if (description == null) {
            throw new IllegalArgumentException("'id' must name a rule of " + RESOURCE + " but is '" + id + "'");
        }
        return description;
    }

    /** Returns all descriptions, in the order of the file. */
    public static Collection<RuleDescription> all() {
        return INSTANCE.descriptions.values();
    }

    private static RuleCatalogue read() {
        Map<String, RuleDescription> descriptions = new LinkedHashMap<>();
        for (FlatJson entry : FlatJson.ofResource(RESOURCE)) {
            RuleDescription description = description(entry);
            if (descriptions.put(description.id(), description) != null) {
                throw new IllegalStateException(RESOURCE + " describes " + description.id() + " twice");
            }
        }
        return new RuleCatalogue(Collections.unmodifiableMap(descriptions));
    }

    private static RuleDescription description(FlatJson entry) {
        return new RuleDescription(
                entry.text("id"),
                entry.text("title"),
                entry.text("why"),
                entry.constant("dimension", Dimension.class),
                entry.constant("stage", Stage.class),
                entry.constant("severity", Severity.class),
                entry.text("seenBy"),
                entry.text("remedy"),
                entry.list("controls"));
    }
}
