package dev.readiness.spring.audit;

import dev.readiness.audit.AuditActions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Compares the annotations of the application with its catalogue, at the start and not at the first call. */
final class DeclaredActions implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(DeclaredActions.class);

    private final AuditActions actions;
    private final AuditedMethods methods;

    DeclaredActions(AuditActions actions, AuditedMethods methods) {
        this.actions = actions;
        this.methods = methods;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Set<String> undeclared = new TreeSet<>(methods.actions());
        undeclared.removeIf(actions::isDeclared);
        if (undeclared.isEmpty()) {
            return;
        }
        String names = undeclared.stream().collect(Collectors.joining("', '", "'", "'"));
        if (actions.isStrict()) {
            throw new AuditSettingsException(
                    List.of("@AuditAction names " + names + ", but 'readiness.audit.actions' does not declare that"),
                    undeclared.stream()
                            .map(action ->
                                    "Correct the name, or write readiness.audit.actions." + action + ".policy=required")
                            .toList());
        }
        LOG.warn("@AuditAction names {}, but 'readiness.audit.actions' does not declare that", names);
    }
}
