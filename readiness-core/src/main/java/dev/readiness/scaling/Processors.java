package dev.readiness.scaling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What Linux says of the processors: all work of the machine in {@code /proc/stat}, and the quota of the container in
 * {@code cpu.max} and {@code cpu.stat} (cgroup v2). Elsewhere nothing is seen.
 */
final class Processors {

    /** {@code USER_HZ}, which is 100 on every architecture that Java runs on. */
    private static final double TICKS_A_SECOND = 100;

    private final Path proc;
    private final Path cgroup;

    /**
     * Takes where to look.
     *
     * @param proc {@code /proc}
     * @param cgroup {@code /sys/fs/cgroup}
     */
    Processors(Path proc, Path cgroup) {
        this.proc = proc;
        this.cgroup = cgroup;
    }

    static Processors ofThisMachine() {
        return new Processors(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
    }

    /** Returns how many processors may be used: {@code available}, or the part of them that the quota leaves. */
    double usable(double available) {
        for (String line : lines(cgroup.resolve("cpu.max"))) {
            String[] parts = line.trim().split(" ", -1);
            if (parts.length == 2 && !parts[0].equals("max")) {
                return Math.min(available, Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]));
            }
        }
        return available;
    }

    /** Returns the processor time of everything, time that the host gave to others included; {@code NaN} if not seen. */
    double allSeconds() {
        for (String line : lines(proc.resolve("stat"))) {
            if (line.startsWith("cpu ")) {
                String[] parts = line.trim().split(" +", -1);
                double busy = 0;
                for (int i = 1; i < Math.min(9, parts.length); i++) {
                    // 4 is idle, 5 is waiting for a disk.
                    busy += i == 4 || i == 5 ? 0 : Double.parseDouble(parts[i]);
                }
                return busy / TICKS_A_SECOND;
            }
        }
        return Double.NaN;
    }

    /** Returns for how long the quota kept the container from running; {@code NaN} if there is none. */
    double throttledSeconds() {
        for (String line : lines(cgroup.resolve("cpu.stat"))) {
            if (line.toLowerCase(Locale.ROOT).startsWith("throttled_usec ")) {
                return Double.parseDouble(line.substring(line.indexOf(' ') + 1).trim()) / 1e6;
            }
        }
        return Double.NaN;
    }

    private static List<String> lines(Path file) {
        if (!Files.isReadable(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file);
        } catch (IOException | UncheckedIOException ex) {
            return List.of();
        }
    }
}
