package dev.readiness.spring.assessment;

import dev.readiness.assessment.Assessment;
import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.GitActivity;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.PastEstimates;
import dev.readiness.assessment.Slice;
import dev.readiness.assessment.SliceTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out how long finished slices took, and keeps estimates. What it cannot find is a note, and never an error. */
final class EffortHistory {

    private final EffortSettings settings;

    EffortHistory(EffortSettings settings) {
        this.settings = settings;
    }

    List<SliceTime> times(Inventory seen, List<Slice> slices, List<String> notes) {
        List<SliceTime> times = new ArrayList<>(settings.declared());
        for (String name : settings.active()) {
            Optional<Duration> active = new GitActivity(settings.repository()).on(handlersOf(name, seen, slices));
            active.ifPresentOrElse(
                    time -> times.add(new SliceTime(name, time, SliceTime.Source.ACTIVITY)),
                    () -> notes.add("No activity was found for the slice " + name + " in the history of "
                            + settings.repository() + ": say how long it took in readiness.effort.finished." + name));
        }
        return times;
    }

    PastEstimates past(List<String> notes) {
        Path file = settings.estimates();
        try {
            return file == null ? PastEstimates.none() : PastEstimates.from(file);
        } catch (RuntimeException ex) {
            notes.add("Past estimates were not scored: " + ex.getMessage());
            return PastEstimates.none();
        }
    }

    void keep(Assessment made, List<String> notes) {
        Path file = settings.estimates();
        try {
            if (file != null) {
                PastEstimates before = PastEstimates.from(file);
                PastEstimates after = before.with(made);
                if (!after.equals(before)) {
                    after.writeTo(file);
                }
            }
        } catch (RuntimeException ex) {
            notes.add("The estimate was not kept: " + ex.getMessage());
        }
    }

    /** Names of the classes that answer the endpoints of a slice: their files are what people worked on. */
    private static Set<String> handlersOf(String name, Inventory seen, List<Slice> slices) {
        return slices.stream()
                .filter(slice -> slice.name().equals(name))
                .flatMap(slice -> seen.endpoints().stream().filter(slice::contains))
                .map(Endpoint::handler)
                .map(handler -> handler.substring(0, Math.max(0, handler.indexOf('.'))))
                .filter(handler -> handler.matches("\\w+"))
                .collect(Collectors.toSet());
    }
}
