package dev.readiness.scaling;

import java.util.Locale;

/** Numbers as people read them: three digits that count. */
final class Figures {

    private Figures() {}

    static String seconds(double seconds) {
        return Math.abs(seconds) < 1 ? rounded(seconds * 1000) + " ms" : rounded(seconds) + " s";
    }

    static String rate(double perSecond) {
        return rounded(perSecond);
    }

    static String count(double number) {
        return number == Math.rint(number) ? "%.0f".formatted(number) : rounded(number);
    }

    static String percent(double share) {
        return "%.0f %%".formatted(share * 100);
    }

    private static String rounded(double number) {
        double size = Math.abs(number);
        if (Double.isInfinite(number) || Double.isNaN(number)) {
            return "unlimited";
        }
        String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size == 0 ? "%.0f" : "%.2f";
        return String.format(Locale.ROOT, format, number);
    }
}
