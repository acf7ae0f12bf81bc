package dev.readiness.audit;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds secrets by what they look like, wherever somebody put them: tokens (JWT, bearer), card numbers that pass Luhn's check,
 * private keys, and long strings that look random. What has a known shape and is no secret, like a UUID, is left alone.
 */
final class SensitiveValues {

    private static final int SHORTEST = 13;

    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)", Pattern.DOTALL);

    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}");
    private static final Pattern JWT =
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]*)?");
    private static final Pattern CARD = Pattern.compile("(?<![0-9A-Za-z])[0-9](?:[ -]?[0-9]){12,18}(?![0-9A-Za-z])");
    private static final Pattern LONG = Pattern.compile("[A-Za-z0-9+/_=]{24,}");

    /** Bits a character; English text without spaces has about 4.1 over all its letters, but not in one word. */
    private static final double RANDOM = 3.9;

    private SensitiveValues() {}

    /** Returns {@code text} with whatever looks like a secret replaced by what it looks like. */
    static String redacted(String text) {
        if (text.length() < SHORTEST || !hasLongRun(text)) {
            return text;
        }
        String safe = PEM.matcher(text).replaceAll("[redacted private key]");
        safe = BEARER.matcher(safe).replaceAll("$1 [redacted]");
        safe = JWT.matcher(safe).replaceAll("[redacted token]");
        safe = CARD.matcher(safe).replaceAll(found -> passesLuhn(found.group()) ? "[redacted card number]" : "$0");
        return LONG.matcher(safe)
                .replaceAll(
                        found -> looksRandom(found.group()) ? "[redacted]" : Matcher.quoteReplacement(found.group()));
    }

    /** Most texts are words, and are told by that without a regular expression. */
    private static boolean hasLongRun(String text) {
        int run = 0;
        int digits = 0;
        for (int at = 0; at < text.length(); at++) {
            char next = text.charAt(at);
            run = next == ' ' ? 0 : run + 1;
            digits += next >= '0' && next <= '9' ? 1 : 0;
            if (run >= SHORTEST || digits >= SHORTEST) {
                return true;
            }
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("basic ") || lower.contains("bearer ") || lower.contains("-----begin");
    }

    private static boolean passesLuhn(String number) {
        int sum = 0;
        boolean twice = false;
        for (int at = number.length() - 1; at >= 0; at--) {
            int digit = number.charAt(at) - '0';
            if (digit >= 0 && digit <= 9) {
                int value = twice ? digit * 2 : digit;
                sum += value > 9 ? value - 9 : value;
                twice = !twice;
            }
        }
        return sum % 10 == 0;
    }

    /** Letters of both cases and digits, evenly mixed. */
    private static boolean looksRandom(String word) {
        int[] counts = new int[128];
        boolean upper = false;
        boolean lower = false;
        boolean digit = false;
        for (int at = 0; at < word.length(); at++) {
            char next = word.charAt(at);
            counts[next]++;
            upper |= next >= 'A' && next <= 'Z';
            lower |= next >= 'a' && next <= 'z';
            digit |= next >= '0' && next <= '9';
        }
        return upper && lower && digit && bitsOfACharacter(counts, word.length()) >= RANDOM;
    }

    private static double bitsOfACharacter(int[] counts, int length) {
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / length;
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
