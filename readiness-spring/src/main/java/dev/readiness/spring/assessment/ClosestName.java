package dev.readiness.spring.assessment;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which name was meant by a mistyped one. */
final class ClosestName {

    private ClosestName() {}

    /** Returns the candidate that needs the fewest edits, unless more than a third of the name would have to change. */
    static Optional<String> to(String mistyped, Collection<String> candidates) {
        int tolerated = Math.max(2, mistyped.length() / 3);
        return candidates.stream()
                .min(Comparator.comparingInt((String candidate) -> edits(mistyped, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> edits(mistyped, candidate) <= tolerated);
    }

    /** Returns the Levenshtein distance. */
    private static int edits(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
