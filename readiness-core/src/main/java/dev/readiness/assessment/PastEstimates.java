package dev.readiness.assessment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * The estimates of an application so far, kept in a file that reads well in version control.
 *
 * <p>Each slice that is finished later is the truth about the last estimate that was made without it: the estimate held if the
 * hours per cell of that slice lay inside. Instances are immutable.
 *
 * @param estimates the estimates, oldest first
 */
public record PastEstimates(List<PastEstimate> estimates) {

    /** Sorts and copies the estimates. */
    public PastEstimates {
        estimates = estimates.stream()
                .sorted(Comparator.comparing(PastEstimate::at))
                .toList();
    }

    /** Returns no estimates. */
    public static PastEstimates none() {
        return new PastEstimates(List.of());
    }

    /**
     * Reads the estimates in {@code file}; none if there is no such file.
     *
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if it is not in the form that {@link #writeTo} writes
     */
    public static PastEstimates from(Path file) {
        try {
            return Files.exists(file)
                    ? new PastEstimates(FlatJson.of(Files.readAllBytes(file), file.toString()).stream()
                            .map(PastEstimates::estimate)
                            .toList())
                    : none();
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read the estimates in " + file, ex);
        }
    }

    /**
     * Writes these estimates to {@code file}, replacing what is there.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public void writeTo(Path file) {
        try {
            Files.writeString(file, PrettyJson.of(this::write));
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot write the estimates to " + file, ex);
        }
    }

    /**
     * Returns these estimates with the one of {@code assessment}, unless it gives none or one was already given with the same
     * slices finished: an estimate that is repeated each day would only count the same guess many times.
     */
    public PastEstimates with(Assessment assessment) {
        Effort effort = assessment.effort();
        List<String> finished = effort.finishedNames();
        if (effort.perCell() == null
                || estimates.stream().anyMatch(estimate -> estimate.finished().equals(finished))) {
            return this;
        }
        List<PastEstimate> extended = new ArrayList<>(estimates);
        extended.add(new PastEstimate(assessment.at(), finished, effort.total().left(), effort.perCell()));
        return new PastEstimates(extended);
    }

    EstimateScore score(List<FinishedSlice> finished) {
        int scored = 0;
        int held = 0;
        for (FinishedSlice slice : finished) {
            Optional<PastEstimate> before = lastWithout(slice.time().slice());
            if (before.isPresent()) {
                scored++;
                held += before.get().perCell().holds(slice.hoursPerCell()) ? 1 : 0;
            }
        }
        return new EstimateScore(scored, held);
    }

    private Optional<PastEstimate> lastWithout(String slice) {
        return estimates.stream()
                .filter(estimate -> !estimate.finished().contains(slice))
                .reduce((first, second) -> second);
    }

    private static PastEstimate estimate(FlatJson entry) {
        return new PastEstimate(
                Instant.parse(entry.text("at")),
                entry.list("finished"),
                Integer.parseInt(entry.text("left")),
                new EffortInterval(
                        Double.parseDouble(entry.text("lowPerCell")), Double.parseDouble(entry.text("highPerCell"))));
    }

    private void write(JsonGenerator json) {
        json.writeStartArray();
        for (PastEstimate estimate : estimates) {
            json.writeStartObject();
            json.writeStringProperty("at", estimate.at().toString());
            PrettyJson.strings(json, "finished", estimate.finished());
            json.writeNumberProperty("left", estimate.left());
            json.writeNumberProperty("lowPerCell", estimate.perCell().low());
            json.writeNumberProperty("highPerCell", estimate.perCell().high());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
