package dev.readiness.spring.audit;

import dev.readiness.audit.AuditOutcome;
import dev.readiness.audit.AuditPage;
import dev.readiness.audit.AuditQuery;
import dev.readiness.audit.AuditRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A page of the trail for a browser: a form to search with, a table, and a link to what follows. Without a script, and with a
 * policy that lets none run; whatever a record holds was chosen by somebody else, and is escaped.
 */
final class TrailPage {

    private static final String STYLE = """
            body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem; color: #1a1a1a; background: #fff }
            form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin-bottom: 1.5rem }
            label { display: flex; flex-direction: column; font-size: 12px }
            input, select, button { font: inherit; padding: .25rem .5rem }
            table { border-collapse: collapse; width: 100% }
            caption { text-align: left; padding-bottom: .5rem }
            th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #ccc; \
            overflow-wrap: anywhere }
            .DENIED, .FAILURE { font-weight: 600; color: #a40000 }
            dl { margin: 0 } dt { float: left; clear: left; margin-right: .5rem; color: #555 }
            @media (prefers-color-scheme: dark) {
              body { color: #eee; background: #111 } .DENIED, .FAILURE { color: #ff8a80 } dt { color: #aaa } a { color: #9cf }
            }
            """;

    private static final String POLICY =
            "default-src 'none'; style-src '" + hash(STYLE) + "'; form-action 'self'; base-uri 'none'";

    private final AuditQuery query;
    private final AuditPage page;
    private final Map<String, String> search = new LinkedHashMap<>();

    TrailPage(AuditQuery query, AuditPage page) {
        this.query = query;
        this.page = page;
        AuditRecord.Target target = query.target();
        put("actor", query.actor());
        put("subject", query.subject());
        put("action", query.action());
        put("outcome", query.outcome());
        put("targetType", target == null ? null : target.type());
        put("targetId", target == null ? null : target.id());
        put("from", query.from());
        put("until", query.until());
        put("limit", query.limit());
    }

    String html() {
        StringBuilder out = new StringBuilder();
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .append(POLICY)
                .append("\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>Audit trail</title>\n<style>")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>Audit trail</h1>\n");
        appendForm(out);
        appendTable(out);
        page.next()
                .ifPresent(next -> out.append("<p><a rel=\"next\" href=\"?")
                        .append(HtmlText.of(linkTo(next.toString())))
                        .append("\">Older records</a></p>\n"));
        return out.append("</body>\n</html>\n").toString();
    }

    private void put(String name, @Nullable Object value) {
        if (value != null) {
            search.put(name, value.toString());
        }
    }

    private String linkTo(String next) {
        return search.entrySet().stream()
                        .map(part -> part.getKey() + "=" + HtmlText.inQuery(part.getValue()))
                        .collect(Collectors.joining("&"))
                + "&after=" + next;
    }

    private void appendForm(StringBuilder out) {
        out.append("<form method=\"get\">\n");
        for (String field : new String[] {"actor", "subject", "action", "targetType", "targetId", "from", "until"}) {
            out.append("<label>")
                    .append(field)
                    .append("<input name=\"")
                    .append(field)
                    .append("\" value=\"");
            out.append(HtmlText.of(search.getOrDefault(field, ""))).append("\"");
            out.append(field.equals("from") || field.equals("until") ? " placeholder=\"2026-01-31T00:00:00Z\"" : "");
            out.append("></label>\n");
        }
        out.append("<label>outcome<select name=\"outcome\"><option value=\"\">any</option>");
        for (AuditOutcome outcome : AuditOutcome.values()) {
            out.append("<option").append(outcome == query.outcome() ? " selected>" : ">");
            out.append(outcome).append("</option>");
        }
        out.append("</select></label>\n<button>Search</button>\n</form>\n");
    }

    private void appendTable(StringBuilder out) {
        out.append("<table>\n<caption>")
                .append(page.records().size())
                .append(" records, newest first. This look was recorded.</caption>\n<thead><tr>");
        for (String title : new String[] {"Time", "Action", "Outcome", "Actor", "Subjects", "Targets", "More"}) {
            out.append("<th scope=\"col\">").append(title).append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        page.records().forEach(entry -> appendRow(out, entry));
        out.append("</tbody>\n</table>\n");
    }

    private static void appendRow(StringBuilder out, AuditRecord entry) {
        AuditRecord.Actor actor = entry.actor();
        out.append("<tr><td>").append(entry.time()).append("</td><td>");
        out.append(HtmlText.of(entry.action())).append("</td><td class=\"");
        out.append(entry.outcome()).append("\">").append(entry.outcome()).append("</td><td>");
        out.append(HtmlText.of(actor.type() + " " + actor.id()));
        out.append(actor.onBehalfOf() == null ? "" : HtmlText.of(" for " + actor.onBehalfOf()));
        out.append("</td><td>")
                .append(HtmlText.of(String.join(", ", entry.subjects())))
                .append("</td><td>");
        out.append(HtmlText.of(entry.targets().stream()
                .map(target -> target.type() + " " + target.id())
                .collect(Collectors.joining(", "))));
        out.append("</td><td><dl>");
        more(entry)
                .forEach((name, value) -> out.append("<dt>")
                        .append(HtmlText.of(name))
                        .append("</dt><dd>")
                        .append(HtmlText.of(value))
                        .append("</dd>"));
        out.append("</dl></td></tr>\n");
    }

    private static Map<String, String> more(AuditRecord entry) {
        Map<String, String> more = new LinkedHashMap<>();
        AuditRecord.Source source = entry.source();
        putIfPresent(more, "reason", entry.reason());
        putIfPresent(more, "address", source == null ? null : source.address());
        putIfPresent(more, "agent", source == null ? null : source.agent());
        putIfPresent(more, "session", source == null ? null : source.session());
        putIfPresent(more, "tenant", entry.tenant());
        putIfPresent(more, "correlation", entry.correlationId());
        putIfPresent(more, "trace", entry.traceId());
        entry.changes()
                .forEach(change -> more.put(
                        change.field(),
                        Objects.requireNonNullElse(change.before(), "") + " → "
                                + Objects.requireNonNullElse(change.after(), "")));
        more.putAll(entry.details());
        more.put("id", entry.id().toString());
        return more;
    }

    private static void putIfPresent(Map<String, String> more, String name, @Nullable String value) {
        if (value != null) {
            more.put(name, value);
        }
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
