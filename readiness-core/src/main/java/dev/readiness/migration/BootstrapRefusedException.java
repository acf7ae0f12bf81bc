package dev.readiness.migration;

import java.util.List;

/** A live database cannot be put under versioned migrations as it is. Nothing in it was changed. */
public final class BootstrapRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> reasons;

    BootstrapRefusedException(List<String> reasons) {
        super("The live database was left as it is:" + System.lineSeparator() + "  "
                + String.join(System.lineSeparator() + "  ", reasons));
        this.reasons = List.copyOf(reasons);
    }

    /** Returns all that stands against it. */
    public List<String> reasons() {
        return reasons;
    }
}
