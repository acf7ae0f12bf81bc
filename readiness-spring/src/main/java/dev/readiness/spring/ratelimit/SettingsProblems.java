package dev.readiness.spring.ratelimit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects everything that is wrong with the settings, so that one restart fixes it all. */
final class SettingsProblems {

    private final List<String> problems = new ArrayList<>();

    /** Returns what {@code value} gives, or nothing and one more problem with {@code property}. */
    <T> Optional<T> read(String property, Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (IllegalArgumentException ex) {
            add(property, String.valueOf(ex.getMessage()));
            return Optional.empty();
        }
    }

    void add(String where, String problem) {
        problems.add(where + ": " + problem);
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidRateLimitSettingsException(problems);
        }
    }
}
