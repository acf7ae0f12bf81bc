package dev.readiness.scaling;

import dev.readiness.scaling.ScaleDoubt.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * The windows that say something, and what stands against the others.
 *
 * @param windows windows with enough requests, of a virtual machine that is warm
 * @param doubts why there are not more, or why they are not to be trusted
 */
record ObservedLoad(List<LoadWindow> windows, List<ScaleDoubt> doubts) {

    /** The shares of a second, by all compiler threads, above which a request needs more than it will need later. */
    private static final double COMPILING = 0.05;

    private static final double THROTTLED = 0.01;

    private static final int ENOUGH_REQUESTS = 300;

    private static final int ENOUGH_WINDOWS = 5;

    static ObservedLoad of(List<LoadSample> samples) {
        List<LoadWindow> all = new ArrayList<>();
        for (int i = 1; i < samples.size(); i++) {
            LoadWindow window = LoadWindow.between(samples.get(i - 1), samples.get(i));
            if (window.requests() > 0 && window.seconds() > 0) {
                all.add(window);
            }
        }
        List<LoadWindow> warm =
                all.stream().filter(window -> !(compiling(window) > COMPILING)).toList();
        List<ScaleDoubt> doubts = new ArrayList<>();
        if (!samples.isEmpty()) {
            doubts.addAll(samples.get(samples.size() - 1).blind());
        }
        if (!isEnough(warm)) {
            doubts.add(isEnough(all) ? cold(all) : tooFew(all));
        }
        double throttled = warm.stream()
                        .mapToDouble(window -> window.machine().throttledSeconds())
                        .filter(seconds -> !Double.isNaN(seconds))
                        .sum()
                / warm.stream().mapToDouble(LoadWindow::seconds).sum();
        if (throttled > THROTTLED) {
            doubts.add(new ScaleDoubt(
                    Reason.THROTTLED,
                    "The quota of the container kept the process from running for %s of the time (cpu.stat)."
                            .formatted(Figures.percent(throttled)),
                    "Raise the CPU limit of the container, or remove it and set a request only."));
        }
        return new ObservedLoad(warm, doubts);
    }

    private static double compiling(LoadWindow window) {
        return window.machine().compileSeconds() / window.seconds();
    }

    private static boolean isEnough(List<LoadWindow> windows) {
        return windows.size() >= ENOUGH_WINDOWS
                && windows.stream().mapToDouble(LoadWindow::requests).sum() >= ENOUGH_REQUESTS;
    }

    private static ScaleDoubt cold(List<LoadWindow> windows) {
        return new ScaleDoubt(
                Reason.COLD,
                "The virtual machine still compiles, for %.2f seconds a second in the latest window (jvm.compilation.time)."
                        .formatted(compiling(windows.get(windows.size() - 1))),
                "Let the load run until it is below %s, and ask again.".formatted(COMPILING));
    }

    private static ScaleDoubt tooFew(List<LoadWindow> windows) {
        return new ScaleDoubt(
                Reason.TOO_FEW_REQUESTS,
                "%.0f requests in %d readings were observed."
                        .formatted(
                                windows.stream()
                                        .mapToDouble(LoadWindow::requests)
                                        .sum(),
                                windows.size()),
                "Ask again after at least %d requests in %d readings.".formatted(ENOUGH_REQUESTS, ENOUGH_WINDOWS));
    }
}
