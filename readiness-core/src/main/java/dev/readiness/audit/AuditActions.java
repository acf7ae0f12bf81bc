package dev.readiness.audit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The catalogue of an application's actions, each with its {@link AuditPolicy}.
 *
 * <p>Without any declared action every action is known. As soon as one is declared, the others are undeclared: a record of
 * one is stored and counted, or refused if the catalogue is {@link #strict() strict}, as it should be in tests. The library's
 * own actions ({@code audit.*}, {@code security.*}, {@code ratelimit.*}) need no declaration.
 *
 * <p>Immutable.
 */
public final class AuditActions {

    private static final Pattern NAME = Pattern.compile("[^\\s*]+|[^\\s*]+\\.\\*");

    private static final List<String> OWN = List.of("audit.", "security.", "ratelimit.");

    private static final String ANY = "*";

    private static final AuditActions OPEN = new AuditActions(Map.of(), AuditPolicy.REQUIRED_OR_SPILL, false);

    private final Map<String, AuditPolicy> policies;
    private final AuditPolicy standard;
    private final boolean strict;
    private final boolean catalogue;

    private AuditActions(Map<String, AuditPolicy> policies, AuditPolicy standard, boolean strict) {
        this.policies = Map.copyOf(policies);
        this.standard = standard;
        this.strict = strict;
        this.catalogue = policies.keySet().stream().anyMatch(action -> !isOwn(action));
    }

    /** Returns a catalogue without an action: every action is known, and {@link AuditPolicy#REQUIRED_OR_SPILL}. */
    public static AuditActions open() {
        return OPEN;
    }

    /** Returns a copy with {@code policy} for every action that has none of its own. */
    public AuditActions otherwise(AuditPolicy policy) {
        return new AuditActions(policies, Objects.requireNonNull(policy, "policy"), strict);
    }

    /**
     * Returns a copy that declares {@code action} with {@code policy}.
     *
     * @param action a name like {@code appointment.book}, or {@code appointment.*} for all that begin with {@code appointment.}
     * @throws IllegalArgumentException if it is neither
     */
    public AuditActions with(String action, AuditPolicy policy) {
        if (!NAME.matcher(action).matches()) {
            throw new IllegalArgumentException("'" + action
                    + "' is no action; write a name like 'appointment.book', or 'appointment.*' for all of its kind");
        }
        Map<String, AuditPolicy> more = new TreeMap<>(policies);
        more.put(action, Objects.requireNonNull(policy, "policy"));
        return new AuditActions(more, standard, strict);
    }

    /** Returns a copy that refuses records of undeclared actions, for tests. */
    public AuditActions strict() {
        return new AuditActions(policies, standard, true);
    }

    /** Returns the policy of {@code action}: its own, else that of the nearest {@code .*} above it, else the standard one. */
    public AuditPolicy policyOf(String action) {
        AuditPolicy own = policies.get(action);
        for (int dot = action.lastIndexOf('.'); own == null && dot > 0; dot = action.lastIndexOf('.', dot - 1)) {
            own = policies.get(action.substring(0, dot + 1) + ANY);
        }
        return own == null ? standard : own;
    }

    /** Returns whether {@code action} is known: declared, one of the library's own, or any where none is declared. */
    public boolean isDeclared(String action) {
        return !catalogue || isOwn(action) || isListed(action);
    }

    /** Returns whether records of undeclared actions are refused. */
    public boolean isStrict() {
        return strict;
    }

    /** Returns whether some action may be dropped. */
    public boolean mayDrop() {
        return standard == AuditPolicy.BEST_EFFORT || policies.containsValue(AuditPolicy.BEST_EFFORT);
    }

    private boolean isListed(String action) {
        if (policies.containsKey(action)) {
            return true;
        }
        for (int dot = action.lastIndexOf('.'); dot > 0; dot = action.lastIndexOf('.', dot - 1)) {
            if (policies.containsKey(action.substring(0, dot + 1) + ANY)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOwn(String action) {
        return OWN.stream().anyMatch(action::startsWith);
    }
}
