package dev.readiness.validation.constraints;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;

/** Which text a person can read and a page can show without being misled. */
final class TextRules {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    /**
     * Marks in a row: no language has as many, after the Stream-Safe Text Format of Unicode Standard Annex 15, section 13. To
     * normalise more takes time with the square of their number.
     */
    private static final int MOST_MARKS = 30;

    /** The scripts whose words need joiners, after Unicode Standard Annex 31, table of joining and Indic scripts. */
    private static final Set<UnicodeScript> JOINED = EnumSet.of(
            UnicodeScript.ARABIC,
            UnicodeScript.SYRIAC,
            UnicodeScript.MONGOLIAN,
            UnicodeScript.NKO,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.BENGALI,
            UnicodeScript.GURMUKHI,
            UnicodeScript.GUJARATI,
            UnicodeScript.ORIYA,
            UnicodeScript.TAMIL,
            UnicodeScript.TELUGU,
            UnicodeScript.KANNADA,
            UnicodeScript.MALAYALAM,
            UnicodeScript.SINHALA,
            UnicodeScript.TIBETAN,
            UnicodeScript.MYANMAR,
            UnicodeScript.KHMER);

    private TextRules() {}

    static boolean isSafe(String text, boolean multiline) {
        int at = 0;
        while (at < text.length() && isPlain(text.charAt(at))) {
            at++;
        }
        return at == text.length() || isSafeFrom(at, text, multiline);
    }

    /** A character of ASCII that is shown; text of nothing else is composed. */
    private static boolean isPlain(char character) {
        return character >= ' ' && character <= '~';
    }

    private static boolean isSafeFrom(int from, String text, boolean multiline) {
        int marks = 0;
        for (int at = from; at < text.length(); ) {
            int character = text.codePointAt(at);
            boolean fine = isJoiner(character) ? isNeeded(text, at) : isShown(character, multiline);
            marks = isMark(character) ? marks + 1 : 0;
            if (!fine || marks > MOST_MARKS) {
                return false;
            }
            at += Character.charCount(character);
        }
        return Normalizer.isNormalized(text, Normalizer.Form.NFC);
    }

    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean isShown(int character, boolean multiline) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> multiline && (character == '\n' || character == '\r' || character == '\t');
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> multiline;
            default -> !isInvisible(character);
        };
    }

    /** Characters that Unicode counts as letters or marks and that nobody sees. */
    private static boolean isInvisible(int character) {
        return character == 0x034F // combining grapheme joiner
                || character == 0x115F // Hangul fillers
                || character == 0x1160
                || character == 0x3164
                || character == 0xFFA0
                || character == 0x17B4 // Khmer inherent vowels
                || character == 0x17B5
                || character == 0x2800; // braille blank
    }

    private static boolean isJoiner(int character) {
        return character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER;
    }

    private static boolean isNeeded(String text, int at) {
        if (at == 0 || at + 1 >= text.length()) {
            return false;
        }
        int before = text.codePointBefore(at);
        int after = text.codePointAt(at + 1);
        boolean inWord = JOINED.contains(UnicodeScript.of(after)) && isLetterOrMarkOfJoined(before);
        return inWord || (text.charAt(at) == ZERO_WIDTH_JOINER && isPictograph(before) && isPictograph(after));
    }

    private static boolean isLetterOrMarkOfJoined(int character) {
        return JOINED.contains(UnicodeScript.of(character))
                || (UnicodeScript.of(character) == UnicodeScript.INHERITED
                        && Character.getType(character) == Character.NON_SPACING_MARK);
    }

    /** A picture, the modifier of its skin, or the selector of its form, between which a joiner stands in an emoji. */
    private static boolean isPictograph(int character) {
        int type = Character.getType(character);
        return type == Character.OTHER_SYMBOL
                || (type == Character.MODIFIER_SYMBOL && character >= 0x1F3FB && character <= 0x1F3FF)
                || character == 0xFE0F;
    }
}
