package dev.readiness.spring.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Whether the times of a stop go together. */
record DrainSettings(HealthProperties.Drain drain, Duration phase, String shutdown) {

    private static final String PREFIX = "readiness.health.drain";
    private static final String PHASE = "spring.lifecycle.timeout-per-shutdown-phase";
    private static final Duration PHASE_OF_SPRING = Duration.ofSeconds(30);

    static DrainSettings of(HealthProperties.Drain drain, Environment environment) {
        Binder binder = Binder.get(environment);
        return new DrainSettings(
                drain,
                binder.bind(PHASE, Duration.class).orElse(PHASE_OF_SPRING),
                binder.bind("server.shutdown", String.class).orElse("graceful"));
    }

    /** Returns what contradicts what, each with what to write instead. */
    List<String> problems() {
        if (!drain.enabled()) {
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        if (drain.delay().isZero() || drain.delay().isNegative()) {
            problems.add(PREFIX + ".delay must be more than nothing but is " + drain.delay());
        }
        if (drain.probes() < 1) {
            problems.add(PREFIX + ".probes must be at least 1 but is " + drain.probes());
        }
        if (shutdown.equalsIgnoreCase("immediate")) {
            problems.add("server.shutdown=immediate cuts off what is in flight after the drain; remove it, or set "
                    + PREFIX + ".enabled=false");
        }
        if (phase.isZero() || phase.isNegative()) {
            problems.add(PHASE + " is " + phase
                    + ", so that nothing in flight is finished; set it to as long as the longest" + " request takes");
        }
        Duration needed = drain.delay().plus(phase);
        if (drain.grace() != null && needed.compareTo(drain.grace()) >= 0) {
            problems.add(PREFIX + ".delay (" + drain.delay() + ") and " + PHASE + " (" + phase + ") may take "
                    + needed + " together, but the process is killed after " + PREFIX + ".grace (" + drain.grace()
                    + "); make the first two shorter, or let the platform wait longer than " + needed);
        }
        return problems;
    }
}
