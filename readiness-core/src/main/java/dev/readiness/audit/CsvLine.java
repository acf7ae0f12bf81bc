package dev.readiness.audit;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One line of comma-separated values. */
final class CsvLine {

    /** The wide forms are the same to a spreadsheet that was set up for Chinese or Japanese. */
    private static final String FORMULA = "=+-@\t\r\uff1d\uff0b\uff0d\uff20";

    private CsvLine() {}

    static List<String> cells(AuditRecord entry) {
        AuditRecord.Source source = entry.source();
        return List.of(
                entry.id().toString(),
                entry.time().toString(),
                entry.action(),
                entry.outcome().name(),
                entry.actor().type(),
                entry.actor().id(),
                orEmpty(entry.actor().onBehalfOf()),
                String.join(" ", entry.subjects()),
                entry.targets().stream()
                        .map(target -> target.type() + ":" + target.id())
                        .collect(Collectors.joining(" ")),
                orEmpty(entry.tenant()),
                source == null ? "" : orEmpty(source.address()),
                source == null ? "" : orEmpty(source.agent()),
                source == null ? "" : orEmpty(source.session()),
                orEmpty(entry.correlationId()),
                orEmpty(entry.traceId()),
                orEmpty(entry.reason()),
                entry.changes().stream().map(AuditRecord.Change::text).collect(Collectors.joining("; ")),
                entry.details().entrySet().stream()
                        .map(detail -> detail.getKey() + "=" + detail.getValue())
                        .collect(Collectors.joining("; ")));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    static void write(Appendable out, List<String> cells) throws IOException {
        out.append(cells.stream().map(CsvLine::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String cell(String text) {
        boolean isFormula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        String safe = isFormula ? "'" + text : text;
        return safe.matches("[^\",\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
