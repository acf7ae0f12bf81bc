package dev.readiness.spring.assessment;

import dev.readiness.assessment.SliceTime;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the effort so far.
 *
 * @param declared the time that finished slices took
 * @param active finished slices whose activity is read from the history
 * @param repository where that history is
 * @param estimates the file in which estimates are kept, or {@code null} to keep none
 */
record EffortSettings(
        List<SliceTime> declared,
        List<String> active,
        Path repository,
        @Nullable Path estimates) {}
