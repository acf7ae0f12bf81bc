package dev.readiness.scaling;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Reads the meters now and then, and makes a ladder of what it has read. It keeps readings of the time that the settings ask
 * for, at most {@value #MOST} of them.
 *
 * <p>Safe for use by many threads. Requests never wait for it.
 */
public final class ScaleRecorder {

    private static final int MOST = 2_000;

    private final Supplier<LoadSample> meters;
    private final ScaleSettings settings;
    private final Deque<LoadSample> samples = new ArrayDeque<>();

    ScaleRecorder(Supplier<LoadSample> meters, ScaleSettings settings) {
        this.meters = meters;
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /** Reads the meters. To be called every few seconds; a ladder needs at least six readings. */
    public void record() {
        LoadSample sample = meters.get();
        double window = settings.window().toMillis() / 1000.0;
        synchronized (samples) {
            samples.addLast(sample);
            while (samples.size() > MOST
                    || samples.getFirst().seconds() < samples.getLast().seconds() - window) {
                samples.removeFirst();
            }
        }
    }

    /** Returns what the readings until now say. */
    public ScaleLadder ladder() {
        return ScalePrediction.of(readings(), settings);
    }

    private List<LoadSample> readings() {
        synchronized (samples) {
            return List.copyOf(samples);
        }
    }
}
