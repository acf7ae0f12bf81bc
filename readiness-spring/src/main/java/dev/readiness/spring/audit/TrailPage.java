package dev.readiness.spring.audit;

import dev.readiness.audit.AuditOutcome;
import dev.readiness.audit.AuditPage;
import dev.readiness.audit.AuditRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A page of the trail for a browser: a form to search with, a table, and a link to what follows. Without a script, and with a
 * policy that lets none run; whatever a record holds was chosen by somebody else, and is escaped.
 */
final class TrailPage {

    private static final List<String> COLUMNS =
            List.of("Time (UTC)", "Action", "Outcome", "Actor", "Subjects", "Targets", "More");

    private static final String STYLE = """
            :root { color-scheme: light dark; --text: #1a1a1a; --back: #fff; --soft: #595959; --line: #ccc; --bad: #a40000; \
            --link: #0b57d0 }
            @media (prefers-color-scheme: dark) {
              :root { --text: #eee; --back: #111; --soft: #b0b0b0; --line: #444; --bad: #ff8a80; --link: #9cf }
            }
            body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem; color: var(--text); background: var(--back) }
            h1 { font-size: 1.5rem; margin: 0 0 1rem }
            a { color: var(--link) }
            form { display: grid; grid-template-columns: repeat(auto-fill, minmax(12.5rem, 1fr)); gap: .75rem; align-items: end; \
            margin-bottom: 1.5rem; max-width: 72rem }
            label { display: flex; flex-direction: column; font-size: 12px; color: var(--soft); min-width: 0 }
            input, select, button { font: inherit; font-size: 14px; padding: .25rem .5rem; box-sizing: border-box; width: 100%; \
            height: 2.25rem; min-width: 0 }
            .problem { border-left: 4px solid var(--bad); padding: .25rem .75rem }
            table { border-collapse: collapse; width: 100% }
            caption { text-align: left; padding-bottom: .5rem; color: var(--soft) }
            th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; \
            border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
            th { white-space: nowrap }
            td:nth-child(1) { min-width: 7.5rem } td:nth-child(2) { min-width: 8rem } td:nth-child(n+4):nth-child(-n+6) { min-width: 6rem }
            time span { white-space: nowrap }
            .DENIED, .FAILURE { font-weight: 600; color: var(--bad) }
            td i { color: var(--bad) }
            dl { display: grid; grid-template-columns: max-content minmax(8rem, 1fr); gap: 0 .5rem; margin: 0 }
            dt { color: var(--soft); max-width: 9rem } dd { margin: 0 }
            nav { display: flex; gap: 1.5rem; margin-top: 1rem }
            @media (max-width: 48rem) {
              body { margin: 1rem }
              form { grid-template-columns: 1fr 1fr } label:has([type=datetime-local]) { grid-column: 1 / -1 }
              table, tbody, tr, td, caption { display: block }
              thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden }
              tr { border-bottom: 1px solid var(--line); padding: .5rem 0 }
              td { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); border: 0; padding: .1rem 0; min-width: 0 }
              td:empty { display: none }
              td::before { color: var(--soft); font-weight: 400 }
              td:last-child { display: block } dl * { min-width: 0 }
              dl { grid-template-columns: 5.5rem minmax(0, 1fr); gap: .1rem 0 } dt { padding-right: .5rem }
            """ + labels() + "}\n";

    private static final String POLICY =
            "default-src 'none'; style-src '" + hash(STYLE) + "'; form-action 'self'; base-uri 'none'";

    private final StringBuilder out = new StringBuilder();
    private final TrailSearch search;

    private TrailPage(TrailSearch search) {
        this.search = search;
    }

    /** Returns the page that answers {@code search}. */
    static String html(TrailSearch search, AuditPage page) {
        TrailPage html = new TrailPage(search);
        html.begin();
        html.appendTable(page);
        html.appendLinks(page);
        return html.end();
    }

    /** Returns the page that says what is wrong with {@code search}. */
    static String html(TrailSearch search, String problem) {
        TrailPage html = new TrailPage(search);
        html.begin();
        html.out
                .append("<p class=\"problem\" role=\"alert\">")
                .append(HtmlText.of(problem))
                .append("</p>\n");
        return html.end();
    }

    private void begin() {
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .append(POLICY)
                .append("\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
                .append("<title>Audit trail</title>\n<style>")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<main>\n<h1>Audit trail</h1>\n");
        appendForm();
    }

    private String end() {
        return out.append("</main>\n</body>\n</html>\n").toString();
    }

    private void appendForm() {
        out.append("<form method=\"get\" role=\"search\">\n");
        appendField("Actor", "actor", "");
        appendField("Subject", "subject", "");
        appendField("Action", "action", "");
        appendChoice("Outcome", "outcome", "any", List.of(AuditOutcome.values()), search.get("outcome"));
        appendField("Target type", "targetType", "");
        appendField("Target id", "targetId", "");
        appendField("From (UTC)", "from", " type=\"datetime-local\" step=\"1\"");
        appendField("Before (UTC)", "until", " type=\"datetime-local\" step=\"1\"");
        appendChoice(
                "Records a page",
                "limit",
                "" + TrailSearch.STANDARD_LIMIT,
                List.of(10, 25, 500, 1000),
                search.get("limit"));
        out.append("<button>Search</button>\n</form>\n");
    }

    private void appendField(String label, String name, String type) {
        String value = type.isEmpty() ? Objects.requireNonNullElse(search.get(name), "") : search.localTime(name);
        out.append("<label>")
                .append(label)
                .append("<input name=\"")
                .append(name)
                .append("\" value=\"")
                .append(HtmlText.of(value))
                .append("\"")
                .append(type)
                .append(type.isEmpty() ? " maxlength=\"200\" autocomplete=\"off\" spellcheck=\"false\"" : "")
                .append("></label>\n");
    }

    private void appendChoice(String label, String name, String none, List<?> choices, @Nullable String chosen) {
        out.append("<label>").append(label).append("<select name=\"").append(name);
        out.append("\"><option value=\"\">").append(none).append("</option>");
        for (Object choice : choices) {
            out.append("<option").append(choice.toString().equals(chosen) ? " selected>" : ">");
            out.append(choice).append("</option>");
        }
        out.append("</select></label>\n");
    }

    private void appendTable(AuditPage page) {
        int count = page.records().size();
        out.append("<table role=\"table\">\n<caption>")
                .append(count == 0 ? "No record matches" : count == 1 ? "1 record" : count + " records, newest first")
                .append(". This look was recorded.</caption>\n");
        if (count > 0) {
            out.append("<thead role=\"rowgroup\"><tr role=\"row\">");
            COLUMNS.forEach(title -> out.append("<th scope=\"col\" role=\"columnheader\">")
                    .append(title)
                    .append("</th>"));
            out.append("</tr></thead>\n<tbody role=\"rowgroup\">\n");
            page.records().forEach(this::appendRow);
            out.append("</tbody>\n");
        }
        out.append("</table>\n");
    }

    private void appendLinks(AuditPage page) {
        out.append("<nav aria-label=\"Pages\">");
        if (search.get("after") != null) {
            appendLink("first", search.link(null), "Newest records");
        }
        page.next().ifPresent(next -> appendLink("next", search.link(next), "Older records"));
        out.append("</nav>\n");
    }

    private void appendLink(String relation, String address, String text) {
        out.append("<a rel=\"").append(relation).append("\" href=\"").append(HtmlText.of(address));
        out.append("\">").append(text).append("</a>");
    }

    private void appendRow(AuditRecord entry) {
        AuditRecord.Actor actor = entry.actor();
        out.append("<tr role=\"row\">");
        appendCell("", time(entry.time()));
        appendCell("", HtmlText.isolated(entry.action()));
        appendCell(" class=\"" + entry.outcome() + "\"", "<span>" + entry.outcome() + "</span>");
        appendCell(
                "",
                "<span>" + HtmlText.isolated(actor.type()) + " " + HtmlText.isolated(actor.id())
                        + (actor.onBehalfOf() == null ? "" : " for " + HtmlText.isolated(actor.onBehalfOf()))
                        + "</span>");
        appendCell("", list(entry.subjects().stream().map(HtmlText::isolated).toList()));
        appendCell(
                "",
                list(entry.targets().stream()
                        .map(target -> HtmlText.isolated(target.type()) + " " + HtmlText.isolated(target.id()))
                        .toList()));
        appendCell(
                "",
                more(entry).stream()
                        .map(part -> "<dt>" + HtmlText.isolated(part.name()) + "</dt><dd>"
                                + HtmlText.isolated(part.value()) + "</dd>")
                        .collect(Collectors.joining("", "<dl>", "</dl>")));
        out.append("</tr>\n");
    }

    private void appendCell(String attributes, String html) {
        out.append("<td role=\"cell\"")
                .append(attributes)
                .append(">")
                .append(html)
                .append("</td>");
    }

    private static String time(Instant time) {
        return "<time datetime=\"" + time + "\"><span>"
                + time.toString().replace("T", "</span> <span>").replace("Z", "</span></time>");
    }

    private static String list(List<String> items) {
        return items.isEmpty() ? "" : "<span>" + String.join(", ", items) + "</span>";
    }

    /** What has no column; parts that the application names have a prefix, so that none passes for one of the record's own. */
    private static List<Part> more(AuditRecord entry) {
        List<Part> more = new ArrayList<>();
        AuditRecord.Source source = entry.source();
        addIfPresent(more, "reason", entry.reason());
        addIfPresent(more, "address", source == null ? null : source.address());
        addIfPresent(more, "agent", source == null ? null : source.agent());
        addIfPresent(more, "session", source == null ? null : source.session());
        addIfPresent(more, "tenant", entry.tenant());
        addIfPresent(more, "correlation", entry.correlationId());
        addIfPresent(more, "trace", entry.traceId());
        entry.changes()
                .forEach(change -> more.add(new Part(
                        "changes." + change.field(),
                        Objects.requireNonNullElse(change.before(), "") + " → "
                                + Objects.requireNonNullElse(change.after(), ""))));
        entry.details().forEach((name, value) -> more.add(new Part("details." + name, value)));
        entry.sealedParts().forEach((name, value) -> more.add(new Part(name, "(sealed)")));
        more.add(new Part("id", entry.id().toString()));
        return more;
    }

    private static void addIfPresent(List<Part> more, String name, @Nullable String value) {
        if (value != null) {
            more.add(new Part(name, value));
        }
    }

    private record Part(String name, String value) {}

    /** On a phone a record is a list, and each part of it has the title of its column beside it. */
    private static String labels() {
        StringBuilder labels = new StringBuilder();
        for (int column = 0; column < COLUMNS.size() - 1; column++) {
            labels.append("  td:nth-child(")
                    .append(column + 1)
                    .append(")::before { content: \"")
                    .append(COLUMNS.get(column))
                    .append("\" }\n");
        }
        return labels.toString();
    }

    private static String hash(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java platform has SHA-256", ex);
        }
    }
}
