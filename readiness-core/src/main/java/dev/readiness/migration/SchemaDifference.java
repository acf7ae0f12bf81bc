package dev.readiness.migration;

import java.util.Objects;

/**
 * Something that two schemas do not have in common.
 *
 * @param object kind and name, {@code column person.email}
 * @param live what the live database says of it
 * @param copy what the copy says of it
 */
public record SchemaDifference(String object, String live, String copy) {

    static final String ABSENT = "(absent)";

    /** Checks the parts. */
    public SchemaDifference {
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(live, "live");
        Objects.requireNonNull(copy, "copy");
    }

    /** Returns the difference on one line. */
    @Override
    public String toString() {
        return object + ": live " + SafeVersion.summary(live) + ", copy " + SafeVersion.summary(copy);
    }
}
