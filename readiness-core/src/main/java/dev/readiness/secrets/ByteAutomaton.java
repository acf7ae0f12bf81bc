package dev.readiness.secrets;

import java.util.Arrays;
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

    /** The number of the next shorter sequence that ends where a sequence ends, or -1. */
    private final int[] shorter;

    ByteAutomaton(List<byte[]> patterns) {
        short count = 1;
        int bytes = 0;
        for (byte[] pattern : patterns) {
            bytes += pattern.length;
            for (byte value : pattern) {
                if (columns[value & 0xff] == 0) {
                    columns[value & 0xff] = count++;
                }
            }
        }
        this.width = count;
        Tree tree = new Tree(1 + bytes);
        for (int i = 0; i < patterns.size(); i++) {
            tree.insert(patterns.get(i), i);
        }
        this.next = new int[tree.states * width];
        this.longest = Arrays.copyOf(tree.lengths, tree.states);
        this.sequences = Arrays.copyOf(tree.numbers, tree.states);
        this.shorter = new int[patterns.size()];
        Arrays.fill(shorter, -1);
        fill(tree);
    }

    /** The short states first: each begins as a copy of the row that it falls back to, which is most of the work. */
    private void fill(Tree tree) {
        int[] fallback = new int[tree.states];
        int[] queue = new int[tree.states];
        int queued = 1;
        for (int i = 0; i < queued; i++) {
            int state = queue[i];
            int row = state * width;
            if (state > 0) {
                System.arraycopy(next, fallback[state] * width, next, row, width);
            }
            for (int child = tree.firstChild[state]; child > 0; child = tree.sibling[child]) {
                int cell = row + tree.column[child];
                int behind = (next[cell] < 0 ? ~next[cell] : next[cell]) / width;
                fallback[child] = behind;
                if (longest[child] == 0) {
                    longest[child] = longest[behind];
                    sequences[child] = sequences[behind];
                } else if (longest[behind] > 0) {
                    shorter[sequences[child]] = sequences[behind];
                }
                next[cell] = longest[child] == 0 ? child * width : ~(child * width);
                queue[queued++] = child;
            }
        }
    }

    /** The sequences by their common beginnings. */
    private final class Tree {

        private final int[] firstChild;
        private final int[] sibling;
        private final short[] column;
        private final int[] lengths;
        private final int[] numbers;
        private int states = 1;

        private Tree(int most) {
            this.firstChild = new int[most];
            this.sibling = new int[most];
            this.column = new short[most];
            this.lengths = new int[most];
            this.numbers = new int[most];
        }

        private void insert(byte[] pattern, int number) {
            int state = 0;
            for (byte value : pattern) {
                state = child(state, columns[value & 0xff]);
            }
            lengths[state] = pattern.length;
            numbers[state] = number;
        }

        private int child(int state, short ofColumn) {
            int child = firstChild[state];
            while (child > 0 && column[child] != ofColumn) {
                child = sibling[child];
            }
            if (child == 0) {
                child = states++;
                column[child] = ofColumn;
                sibling[child] = firstChild[state];
                firstChild[state] = child;
            }
            return child;
        }
    }

    /** Returns the state behind {@code value}; the complement of it where a sequence ends. Begin with zero. */
    int step(int state, int value) {
        return next[state + columns[value & 0xff]];
    }

    /** Returns the number of the longest sequence that ends in {@code state}. */
    int sequence(int state) {
        return sequences[state / width];
    }

    /** Returns the number of the next shorter sequence that ends where {@code sequence} ends, or -1. */
    int shorter(int sequence) {
        return shorter[sequence];
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
