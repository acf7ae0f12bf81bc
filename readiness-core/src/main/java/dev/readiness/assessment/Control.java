package dev.readiness.assessment;

import java.util.Objects;

/**
 * What a framework requires. Titles are the library's own words, never the text of the framework.
 *
 * @param framework name of the {@link Framework}
 * @param id number of the control in it
 * @param title what it is about, in a few words; may be empty
 */
public record Control(String framework, String id, String title) {

    /** Checks that everything is there. */
    public Control {
        Objects.requireNonNull(framework, "framework");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
    }

    /** Returns the name with which rules and attestations speak of it: {@code SOC 2 CC6.1}. */
    public String name() {
        return framework + " " + id;
    }
}
