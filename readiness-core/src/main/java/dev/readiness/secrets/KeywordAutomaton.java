package dev.readiness.secrets;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Finds any of many words in one pass over the bytes of a text, upper and lower case alike (Aho-Corasick as a dense table).
 * The words are ASCII; a byte of any other character ends every word.
 */
final class KeywordAutomaton {

    /** Told where a word ends. */
    @FunctionalInterface
    interface Hit {
        /**
         * @param word number of the word
         * @param end offset behind its last byte
         */
        void found(int word, int end);
    }

    private static final int BYTES = 256;

    private final byte[] classes = new byte[BYTES];
    private final int width;
    private final int[] next;
    private final int[][] words;

    KeywordAutomaton(List<String> keywords) {
        int count = 1;
        for (String keyword : keywords) {
            for (char character : keyword.toLowerCase(Locale.ROOT).toCharArray()) {
                if (classes[character] == 0) {
                    classes[character] = (byte) count;
                    classes[Character.toUpperCase(character)] = (byte) count;
                    count++;
                }
            }
        }
        this.width = Integer.highestOneBit(count) == count ? count : Integer.highestOneBit(count) * 2;
        List<int[]> table = new ArrayList<>();
        List<List<Integer>> ends = new ArrayList<>();
        insert(keywords, table, ends);
        this.next = new int[table.size() * width];
        close(table, ends);
        this.words = ends.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    private void insert(List<String> keywords, List<int[]> table, List<List<Integer>> ends) {
        add(table, ends);
        for (int word = 0; word < keywords.size(); word++) {
            int state = 0;
            for (char character : keywords.get(word).toLowerCase(Locale.ROOT).toCharArray()) {
                int[] row = table.get(state);
                int column = classes[character];
                if (row[column] == 0) {
                    row[column] = add(table, ends);
                }
                state = row[column];
            }
            ends.get(state).add(word);
        }
    }

    private int add(List<int[]> table, List<List<Integer>> ends) {
        table.add(new int[width]);
        ends.add(new ArrayList<>());
        return table.size() - 1;
    }

    /** Fills in where to go on after a mismatch, level by level. A state where words end is stored as its complement. */
    private void close(List<int[]> table, List<List<Integer>> ends) {
        int[] fallback = new int[table.size()];
        ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(0));
        while (!queue.isEmpty()) {
            int state = queue.remove();
            int[] row = table.get(state);
            for (int column = 0; column < width; column++) {
                int elsewhere = state == 0 ? 0 : table.get(fallback[state])[column];
                if (row[column] == 0) {
                    row[column] = elsewhere;
                } else {
                    fallback[row[column]] = elsewhere;
                    ends.get(row[column]).addAll(ends.get(elsewhere));
                    queue.add(row[column]);
                }
            }
        }
        for (int state = 0; state < table.size(); state++) {
            for (int column = 0; column < width; column++) {
                int target = table.get(state)[column];
                next[state * width + column] = ends.get(target).isEmpty() ? target * width : ~(target * width);
            }
        }
    }

    /** Tells {@code hit} of every word in {@code text}. */
    void find(byte[] text, Hit hit) {
        byte[] columns = classes;
        int[] table = next;
        int state = 0;
        for (int i = 0; i < text.length; i++) {
            state = table[state + columns[text[i] & 0xff]];
            if (state < 0) {
                state = ~state;
                for (int word : words[state / width]) {
                    hit.found(word, i + 1);
                }
            }
        }
    }

    /** Returns how many numbers the table holds, for whoever wants to know what it costs. */
    int size() {
        return next.length;
    }

    @Override
    public String toString() {
        return "KeywordAutomaton" + Arrays.asList(next.length, width);
    }
}
