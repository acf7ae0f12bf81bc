package dev.readiness.assessment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;

/**
 * One self-contained HTML page.
 *
 * <p>It loads nothing, works without JavaScript, and forbids with a content security policy everything but its own style and
 * script, which are named by their hashes.
 */
final class HtmlReport implements ReportWriter {

    private static final String STYLE = resource("hardening-report.css");
    private static final String SCRIPT = resource("hardening-report.js");
    private static final String POLICY = "default-src 'none'; img-src data:; style-src " + hash(STYLE) + "; script-src "
            + hash(SCRIPT) + "; base-uri 'none'; form-action 'none'";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    @Override
    public String render(Assessment assessment) {
        return Html.of(
                        """
                        <!doctype html>
                        <html lang="en">
                        %s<body>
                        <a class="skip" href="#findings">Skip to the findings</a>
                        %s<main>
                        %s%s%s%s%s%s%s%s</main>
                        %s<script>%s</script>
                        </body>
                        </html>
                        """,
                        head(assessment),
                        header(assessment),
                        DimensionsSection.of(assessment),
                        SlicesSection.of(assessment),
                        notes(assessment),
                        FindingsSection.of(assessment),
                        EndpointsSection.of(assessment),
                        AccessSection.of(assessment.access()),
                        EffortSection.of(assessment.effort()),
                        ComplianceSection.of(assessment.compliance()),
                        footer(),
                        new Html(SCRIPT))
                .markup();
    }

    private static Html head(Assessment assessment) {
        return Html.of("""
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="%s">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="referrer" content="no-referrer">
                <title>%s: hardening report</title>
                <link rel="icon" href="data:,">
                <style>%s</style>
                </head>
                """, new Html(POLICY), assessment.application(), new Html(STYLE));
    }

    private static Html header(Assessment assessment) {
        String severities = Wording.severities(assessment);
        return Html.of(
                """
                <header>
                <p class="kicker">Hardening report</p>
                <h1>%s</h1>
                <div class="verdict">%s<div>
                <p class="headline">%s.</p>
                %s%s</div></div>
                <p class="when">Looked at while running, on <time datetime="%s">%s</time>. %s, %s asked.</p>
                <nav aria-label="Sections"><a href="#dimensions">Dimensions</a> <a href="#slices">Slices</a> \
                <a href="#findings">Findings</a> <a href="#endpoints">Endpoints</a> %s\
                <a href="#effort">Effort</a> <a href="#compliance">Compliance</a> <a href="#reading">How to read this</a></nav>
                </header>
                """,
                assessment.application(),
                GradeMark.of(assessment.grading()),
                Wording.headline(assessment),
                Html.when(!severities.isEmpty(), Html.of("<p class=\"severities\">Failed: %s.</p>\n", severities)),
                Html.each(assessment.grading().caps(), cap -> Html.of("<p class=\"cap\">%s.</p>\n", cap)),
                assessment.at(),
                TIME.format(assessment.at()),
                Wording.count(assessment.endpoints().size(), "endpoint"),
                Wording.count(assessment.rules().size(), "rule"),
                Html.when(!assessment.access().isEmpty(), Html.of("<a href=\"#access\">Access</a> ")));
    }

    private static Html notes(Assessment assessment) {
        return Html.when(
                !assessment.notes().isEmpty(),
                Html.of("""
                        <section aria-labelledby="notes" class="notes">
                        <h2 id="notes">Notes</h2>
                        <ul>
                        %s</ul>
                        </section>
                        """, Html.each(assessment.notes(), note -> Html.of("<li>%s</li>\n", note))));
    }

    private static Html footer() {
        return Html.of("""
                <footer aria-labelledby="reading">
                <h2 id="reading">How to read this</h2>
                <dl>
                <div><dt class="pass">passed</dt><dd>The safeguard was seen in force at this place, in the running application.</dd></div>
                <div><dt class="fail">failed</dt><dd>The safeguard is missing there, or is present without effect.</dd></div>
                <div><dt class="unknown">unknown</dt><dd>It could not be seen. This never counts as passed.</dd></div>
                <div><dt class="attested">attested</dt><dd>It could not be seen, and a named person vouches for it until a date. \
                This is not a pass either.</dd></div>
                <div><dt class="waived">waived</dt><dd>It failed, and is accepted with a reason until a date.</dd></div>
                </dl>
                <p>A grade goes by the share of places that passed, on the scale of SSL Labs: A from 80 per cent on, B from 65, C from \
                50, D from 35, E from 20. One hole that matters holds it down, whatever else passed; it stands next to the grade. What is attested counts neither way.</p>
                <p>%s</p>
                </footer>
                """, Wording.DISCLAIMER);
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read " + name, ex);
        }
    }

    private static String hash(String source) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java platform has SHA-256", ex);
        }
    }
}
