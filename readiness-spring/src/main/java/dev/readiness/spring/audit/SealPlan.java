package dev.readiness.spring.audit;

import dev.readiness.audit.AuditKey;
import dev.readiness.audit.AuditReceipts;
import dev.readiness.audit.CheckpointAnchor;
import dev.readiness.audit.SealSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.core.env.Environment;

/** The settings of the sealing, found free of contradictions. */
final class SealPlan {

    private final AuditProperties.Seal seal;

    SealPlan(AuditProperties.Seal seal) {
        this.seal = seal;
    }

    /** Adds what is wrong to {@code problems}, and what to do about it to {@code actions}. */
    static void check(AuditProperties properties, List<String> problems, List<String> actions) {
        AuditProperties.Seal seal = properties.seal();
        if (seal.key() == null) {
            if (seal.origin() != null || seal.memory() != null || seal.receipts() != null) {
                problems.add(
                        "'readiness.audit.seal' is set, but 'readiness.audit.seal.key' is not, so nothing is sealed");
                actions.add("Write readiness.audit.seal.key=${AUDIT_KEY}, with AUDIT_KEY from openssl rand -base64 32");
            }
            return;
        }
        if (properties.store() != AuditProperties.Store.JDBC) {
            problems.add("'readiness.audit.seal.key' is set, but only the store 'jdbc' can be sealed");
            actions.add("Write readiness.audit.store=jdbc, or remove readiness.audit.seal");
        }
        try {
            AuditKey.of("origin", seal.key());
        } catch (IllegalArgumentException ex) {
            problems.add("'readiness.audit.seal.key' cannot be used: " + ex.getMessage());
            actions.add("Make one with: openssl rand -base64 32");
        }
        for (String anchor : seal.anchors()) {
            try {
                SealAnchors.anchor(anchor, Duration.ofSeconds(1));
            } catch (IllegalArgumentException ex) {
                problems.add("'readiness.audit.seal.anchors' holds '" + anchor + "', but " + ex.getMessage());
                actions.add("Write for example: readiness.audit.seal.anchors=log,file:/mnt/elsewhere/checkpoints");
            }
        }
    }

    AuditKey key(Environment environment) {
        String origin = seal.origin() == null
                ? environment
                        .getProperty("spring.application.name", "application")
                        .replaceAll("[\\s+]", "-")
                : seal.origin();
        return AuditKey.of(origin, Objects.requireNonNull(seal.key()));
    }

    /** Returns the anchors of the settings, and {@code beans} of the application after them. */
    List<CheckpointAnchor> anchors(List<CheckpointAnchor> beans) {
        List<CheckpointAnchor> anchors = new ArrayList<>(seal.anchors().stream()
                .map(text -> SealAnchors.anchor(text, sealSettings().anchorDeadline()))
                .toList());
        anchors.addAll(beans);
        return anchors;
    }

    SealSettings sealSettings() {
        return SealSettings.STANDARD.anchorEvery(seal.anchorEvery()).memory(seal.memory());
    }

    AuditReceipts receipts(AuditKey key) {
        return seal.receipts() == null ? AuditReceipts.inMemory() : AuditReceipts.in(seal.receipts(), key);
    }

    Duration interval() {
        return seal.interval();
    }
}
