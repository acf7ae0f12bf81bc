package dev.readiness.secrets;

import java.util.regex.Pattern;

/** Tells text that a generator made from text that a person wrote. */
final class RandomText {

    private static final Pattern HEX = Pattern.compile("(?:0x)?[0-9a-fA-F]{32,}");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern SHORTEST = Pattern.compile("[\\w+/=.~!@#$%^&*-]{16,}");

    private RandomText() {}

    static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }

    static boolean looksRandom(String text) {
        if (isUuid(text) || !SHORTEST.matcher(text).matches()) {
            return false;
        }
        return HEX.matcher(text).matches()
                ? entropy(text) > 2.5
                : changes(text) >= 4
                        && entropy(text) > 3.2
                        && text.chars().filter(Character::isDigit).count() >= 2;
    }

    /** Returns how often the text goes from one kind of character to another, which words do seldom. */
    private static int changes(String text) {
        int changes = 0;
        int before = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            int kind = Character.isDigit(character)
                    ? 1
                    : Character.isUpperCase(character) ? 2 : Character.isLetter(character) ? 3 : 4;
            changes += before != 0 && kind != before && kind != 4 && before != 4 ? 1 : 0;
            before = kind;
        }
        return changes;
    }

    /** Returns the bits a character, as Shannon counts them. */
    static double entropy(String text) {
        int[] counts = new int[128];
        for (int i = 0; i < text.length(); i++) {
            counts[text.charAt(i) & 127]++;
        }
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / text.length();
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
