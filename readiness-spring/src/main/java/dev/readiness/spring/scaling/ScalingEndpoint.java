package dev.readiness.spring.scaling;

import dev.readiness.scaling.ScaleLadder;
import dev.readiness.scaling.ScaleRecorder;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Shows what the application does with 10, 100 and 1,000 users, and what runs out first. */
@Endpoint(id = "scaling")
public final class ScalingEndpoint {

    private final ScaleRecorder recorder;

    ScalingEndpoint(ScaleRecorder recorder) {
        this.recorder = recorder;
    }

    /** Returns the ladder of the measurements until now, and the same as text for people. */
    @ReadOperation
    public Scaling scaling() {
        ScaleLadder ladder = recorder.ladder();
        return new Scaling(ladder, ladder.toString().lines().toList());
    }

    /**
     * The ladder.
     *
     * @param ladder what was measured and predicted
     * @param text the same, line by line
     */
    public record Scaling(ScaleLadder ladder, java.util.List<String> text) {}
}
