package dev.readiness.scaling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Windows sorted by how much was going on, those of about the same load together. */
final class LoadLevels {

    /** Loads that differ by less than this factor are the same. */
    private static final double SAME = 1.35;

    private static final int ENOUGH_REQUESTS = 100;

    private final List<List<LoadWindow>> levels;

    private LoadLevels(List<List<LoadWindow>> levels) {
        this.levels = levels;
    }

    static LoadLevels of(List<LoadWindow> windows) {
        List<LoadWindow> sorted = windows.stream()
                .sorted(Comparator.comparingDouble(LoadLevels::load))
                .toList();
        List<List<LoadWindow>> levels = new ArrayList<>();
        double least = 0;
        for (LoadWindow window : sorted) {
            if (levels.isEmpty() || (load(window) > SAME * least && isEnough(levels.get(levels.size() - 1)))) {
                levels.add(new ArrayList<>());
                least = load(window);
            }
            levels.get(levels.size() - 1).add(window);
        }
        if (levels.size() > 1 && !isEnough(levels.get(levels.size() - 1))) {
            levels.get(levels.size() - 2).addAll(levels.remove(levels.size() - 1));
        }
        return new LoadLevels(levels);
    }

    private static boolean isEnough(List<LoadWindow> level) {
        return level.stream().mapToDouble(LoadWindow::requests).sum() >= ENOUGH_REQUESTS;
    }

    /** What is in the server and before it. */
    private static double load(LoadWindow window) {
        return window.concurrency() + (Double.isNaN(window.waiting()) ? 0 : window.waiting());
    }

    /** Returns one window for each level, the least loaded first. */
    List<LoadWindow> together() {
        return levels.stream().map(LoadWindow::together).toList();
    }

    /** Returns windows drawn from each level with replacement, as many as it has. */
    LoadLevels resampled(RandomGenerator random) {
        return new LoadLevels(levels.stream()
                .map(level -> random.ints(level.size(), 0, level.size())
                        .mapToObj(level::get)
                        .toList())
                .toList());
    }
}
