package dev.readiness.secrets;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Finds any of many byte sequences in one pass (Aho-Corasick as a dense table). Immutable. */
final class ByteAutomaton {

    private static final int BYTES = 256;

    private final short[] columns = new short[BYTES];
    private final int width;
    private final int[] next;

    /** The length of the longest sequence that ends in a state, or zero. */
    private final int[] longest;

    /** The number of the longest sequence that ends in a state. */
    private final int[] sequences;

    ByteAutomaton(List<byte[]> patterns) {
        short count = 1;
        for (byte[] pattern : patterns) {
            for (byte value : pattern) {
                if (columns[value & 0xff] == 0) {
                    columns[value & 0xff] = count++;
                }
            }
        }
        this.width = count;
        List<int[]> rows = new ArrayList<>(List.of(new int[width]));
        List<int[]> ends = new ArrayList<>(List.of(new int[2]));
        for (int i = 0; i < patterns.size(); i++) {
            insert(patterns.get(i), i, rows, ends);
        }
        this.next = new int[rows.size() * width];
        this.longest = new int[rows.size()];
        this.sequences = new int[rows.size()];
        close(rows, ends);
    }

    private void insert(byte[] pattern, int number, List<int[]> rows, List<int[]> ends) {
        int state = 0;
        for (byte value : pattern) {
            int column = columns[value & 0xff];
            if (rows.get(state)[column] == 0) {
                rows.add(new int[width]);
                ends.add(new int[2]);
                rows.get(state)[column] = rows.size() - 1;
            }
            state = rows.get(state)[column];
        }
        ends.set(state, new int[] {pattern.length, number});
    }

    private void close(List<int[]> rows, List<int[]> ends) {
        int[] fallback = new int[rows.size()];
        ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(0));
        while (!queue.isEmpty()) {
            int state = queue.remove();
            int[] row = rows.get(state);
            for (int column = 0; column < width; column++) {
                int elsewhere = state == 0 ? 0 : rows.get(fallback[state])[column];
                if (row[column] == 0) {
                    row[column] = elsewhere;
                } else {
                    fallback[row[column]] = elsewhere;
                    if (ends.get(row[column])[0] == 0) {
                        ends.set(row[column], ends.get(elsewhere));
                    }
                    queue.add(row[column]);
                }
            }
        }
        for (int state = 0; state < rows.size(); state++) {
            longest[state] = ends.get(state)[0];
            sequences[state] = ends.get(state)[1];
            for (int column = 0; column < width; column++) {
                int target = rows.get(state)[column];
                next[state * width + column] = ends.get(target)[0] == 0 ? target * width : ~(target * width);
            }
        }
    }

    /** Returns the state behind {@code value}; the complement of it where a sequence ends. Begin with zero. */
    int step(int state, int value) {
        return next[state + columns[value & 0xff]];
    }

    /** Returns how long the longest sequence is that ends in {@code state}. */
    int length(int state) {
        return longest[state / width];
    }

    /** Returns the number of that sequence. */
    int sequence(int state) {
        return sequences[state / width];
    }

    /** Returns the state in which the first sequence ends at or behind {@code from}, as its complement, or zero; no allocation. */
    int firstEnd(byte[] text) {
        short[] ofByte = columns;
        int[] table = next;
        int state = 0;
        for (int i = 0; i < text.length; i++) {
            state = table[state + ofByte[text[i] & 0xff]];
            if (state < 0) {
                return i + 1;
            }
        }
        return 0;
    }
}
