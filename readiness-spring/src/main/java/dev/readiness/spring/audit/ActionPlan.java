package dev.readiness.spring.audit;

import dev.readiness.audit.AuditActions;
import dev.readiness.audit.AuditPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The settings {@code readiness.audit.actions.<name>.policy}, read into a catalogue. */
final class ActionPlan {

    private static final String SUFFIX = ".policy";

    private static final String POLICIES =
            Arrays.stream(AuditPolicy.values()).map(ActionPlan::written).collect(Collectors.joining(", "));

    private ActionPlan() {}

    /** Returns the catalogue; what is wrong goes to {@code problems}, and what to do about it to {@code remedies}. */
    static AuditActions read(AuditProperties properties, List<String> problems, List<String> remedies) {
        AuditActions actions = AuditActions.open();
        if (properties.policy() != null) {
            actions = actions.otherwise(properties.policy());
            requireSpill(properties, "readiness.audit.policy", properties.policy(), problems, remedies);
        }
        for (Map.Entry<String, String> setting : properties.actions().entrySet()) {
            String name = "readiness.audit.actions." + setting.getKey();
            Optional<AuditPolicy> policy = policy(setting.getValue());
            if (!setting.getKey().endsWith(SUFFIX) || policy.isEmpty()) {
                problems.add("'" + name + "' is '" + setting.getValue() + "', which gives no action a policy");
                remedies.add("Write readiness.audit.actions.<action>.policy= with one of " + POLICIES);
                continue;
            }
            requireSpill(properties, name, policy.get(), problems, remedies);
            try {
                String action = setting.getKey().substring(0, setting.getKey().length() - SUFFIX.length());
                actions = actions.with(action, policy.get());
            } catch (IllegalArgumentException ex) {
                problems.add("'" + name + "' names no action");
                remedies.add(ex.getMessage());
            }
        }
        return properties.undeclaredActions() == AuditProperties.Undeclared.FAIL ? actions.strict() : actions;
    }

    private static void requireSpill(
            AuditProperties properties, String name, AuditPolicy policy, List<String> problems, List<String> remedies) {
        if (policy == AuditPolicy.REQUIRED_OR_SPILL && properties.spill() == null) {
            problems.add("'" + name + "' is 'required-or-spill', but 'readiness.audit.spill' is not set");
            remedies.add("Write readiness.audit.spill=/var/lib/app/audit-spill, or " + name + "=required");
        }
    }

    private static Optional<AuditPolicy> policy(String text) {
        return Arrays.stream(AuditPolicy.values())
                .filter(policy -> written(policy)
                        .equals(text.strip().toLowerCase(Locale.ROOT).replace('_', '-')))
                .findFirst();
    }

    private static String written(AuditPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
