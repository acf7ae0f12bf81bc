package com.example.load;

import java.util.List;
import java.util.Locale;

/** The table and the picture. */
final class LadderPage {

    private static final List<String> COLOURS = List.of("#8a8a8a", "#1f6f54", "#c46a1b");

    private LadderPage() {}

    /**
     * One number of users at one application.
     *
     * @param predicted requests a second that the ladder of the application said before; {@code NaN} if it said nothing
     */
    record Rung(String application, int users, Answers measured, double predicted) {}

    static String table(List<Rung> rungs, String said) {
        StringBuilder table = new StringBuilder("""
                | application | users | requests a second, predicted | measured | p50 | p99 | refused with 503 | failed |
                |---|---|---|---|---|---|---|---|
                """);
        for (Rung rung : rungs) {
            Answers seen = rung.measured();
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %s | %.1f | %.0f ms | %.0f ms | %d | %d |%n",
                    rung.application(),
                    rung.users(),
                    Double.isNaN(rung.predicted()) ? "" : String.format(Locale.ROOT, "%.1f", rung.predicted()),
                    seen.throughput(),
                    seen.p50(),
                    seen.p99(),
                    seen.refused(),
                    seen.failed()));
        }
        return table.append(System.lineSeparator())
                .append("```")
                .append(System.lineSeparator())
                .append(said)
                .append("```")
                .append(System.lineSeparator())
                .toString();
    }

    /** Bars of requests a second; what was predicted is a frame around nothing. */
    static String picture(List<Rung> rungs) {
        double most = rungs.stream()
                .mapToDouble(rung -> Math.max(rung.measured().throughput(), orZero(rung.predicted())))
                .max()
                .orElse(1);
        int height = 60 + rungs.size() * 34;
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 %d" font-family="sans-serif" font-size="13" role="img">
                <title>Requests a second, measured and predicted</title>
                <rect width="760" height="%d" fill="#fff"/>
                <text x="16" y="26" font-size="15">Requests a second: bars were measured, frames predicted before</text>
                """, height, height));
        for (int i = 0; i < rungs.size(); i++) {
            Rung rung = rungs.get(i);
            int y = 46 + i * 34;
            double measured = rung.measured().throughput();
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"16\" y=\"%d\">%s, %,d users</text>%n"
                            + "<rect x=\"200\" y=\"%d\" width=\"%.1f\" height=\"20\" fill=\"%s\"/>%n",
                    y + 15,
                    rung.application(),
                    rung.users(),
                    y,
                    420 * measured / most,
                    COLOURS.get(rung.application().equals("prototype") ? 0 : 1)));
            if (!Double.isNaN(rung.predicted())) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"200\" y=\"%d\" width=\"%.1f\" height=\"24\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                        y - 2,
                        420 * rung.predicted() / most,
                        COLOURS.get(2)));
            }
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\">%.1f/s, p99 %.0f ms</text>%n",
                    208 + 420 * Math.max(measured, orZero(rung.predicted())) / most,
                    y + 15,
                    measured,
                    rung.measured().p99()));
        }
        return svg.append("</svg>").append(System.lineSeparator()).toString();
    }

    private static double orZero(double number) {
        return Double.isNaN(number) ? 0 : number;
    }
}
