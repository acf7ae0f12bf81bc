package dev.readiness.audit;

import java.util.ArrayList;
import java.util.List;

/** Increasing numbers, kept as ranges, so that a million in a row take no more room than two. */
final class Ranges {

    private final List<Range> ranges = new ArrayList<>();

    /** Numbers from {@code first} to {@code last}. */
    record Range(long first, long last) {}

    void add(long number) {
        int end = ranges.size() - 1;
        if (end >= 0 && ranges.get(end).last() == number - 1) {
            ranges.set(end, new Range(ranges.get(end).first(), number));
        } else {
            ranges.add(new Range(number, number));
        }
    }

    List<Range> from(long least) {
        return ranges.stream()
                .filter(range -> range.last() >= least)
                .map(range -> new Range(Math.max(range.first(), least), range.last()))
                .toList();
    }

    long countBelow(long end) {
        return ranges.stream()
                .filter(range -> range.first() < end)
                .mapToLong(range -> Math.min(range.last(), end - 1) - range.first() + 1)
                .sum();
    }
}
