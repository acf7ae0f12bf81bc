package dev.readiness.secrets;

import java.util.Objects;

/**
 * A secret that stands where it should not: the place, never the value.
 *
 * @param file the file, relative to the tree that was scanned
 * @param line the line, counted from one; zero where there are no lines, as in a class file
 * @param kind what gave it away
 * @param name the name that it stands under, or empty
 * @param fingerprint the same for the same value within one scan; salted, so that nobody can try values on it
 */
public record Leak(String file, int line, LeakKind kind, String name, String fingerprint) {

    /** Checks that all parts are there. */
    public Leak {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(fingerprint, "fingerprint");
    }

    /** Returns the place, for example {@code src/main/resources/application.yml:12}. */
    public String where() {
        return line > 0 ? file + ":" + line : file + (name.isEmpty() ? "" : "#" + name);
    }

    /** Returns place, kind and fingerprint on one line. */
    @Override
    public String toString() {
        return where() + "  " + kind.id() + (name.isEmpty() ? "" : "  " + name) + "  " + fingerprint;
    }
}
