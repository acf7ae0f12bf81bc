package dev.readiness.secrets;

import java.util.Objects;

/**
 * One entry of a configuration file that belongs to the code.
 *
 * @param name name of the property
 * @param text what the file says, placeholders unresolved
 * @param location file and line, for example {@code application.properties:12}
 */
public record ConfigurationEntry(String name, Secret text, String location) {

    /** Checks that all parts are there. */
    public ConfigurationEntry {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(location, "location");
    }
}
