package dev.readiness.assessment;

import java.util.Objects;

/**
 * A set of controls that a customer or a law asks for.
 *
 * @param name short name, with which rules name its controls: {@code SOC 2}
 * @param title full name
 * @param scope what of it can be seen from inside an application, and what cannot
 */
public record Framework(String name, String title, String scope) {

    /** Checks that everything is there. */
    public Framework {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(scope, "scope");
    }
}
