package dev.readiness.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Applies a mask to the texts of a record. A record in which nothing is hidden stays the same object. */
final class HiddenTexts {

    private final UnaryOperator<String> mask;
    private final Predicate<String> leftAlone;

    /** Takes which of the parts that records are found by, and of {@code details} and {@code changes}, stay as they are. */
    HiddenTexts(UnaryOperator<String> mask, Predicate<String> leftAlone) {
        this.mask = mask;
        this.leftAlone = leftAlone;
    }

    AuditRecord in(AuditRecord entry) {
        // Most records hold nothing of the kind, and are not worth a copy.
        return texts(entry).anyMatch(text -> !mask.apply(text).equals(text)) ? copy(entry) : entry;
    }

    private Stream<String> texts(AuditRecord entry) {
        Stream<@Nullable String> single = Stream.of(
                entry.actor().id(),
                entry.actor().onBehalfOf(),
                entry.tenant(),
                entry.source() == null ? null : entry.source().address(),
                entry.source() == null ? null : entry.source().agent(),
                entry.source() == null ? null : entry.source().session(),
                entry.correlationId(),
                entry.traceId(),
                entry.reason());
        return Stream.of(
                        single.filter(Objects::nonNull).map(Objects::requireNonNull),
                        entry.subjects().stream(),
                        entry.targets().stream().map(AuditRecord.Target::id),
                        entry.changes().stream()
                                .flatMap(change ->
                                        Stream.of(change.field(), text(change.before()), text(change.after()))),
                        entry.details().entrySet().stream()
                                .flatMap(detail -> Stream.of(detail.getKey(), detail.getValue())))
                .flatMap(found -> found);
    }

    private AuditRecord copy(AuditRecord entry) {
        return new AuditRecord(
                entry.id(),
                entry.time(),
                entry.action(),
                entry.outcome(),
                new AuditRecord.Actor(
                        entry.actor().type(),
                        text(hidden("actor", entry.actor().id())),
                        hidden("actor", entry.actor().onBehalfOf())),
                entry.subjects().stream()
                        .map(subject -> text(hidden("subject", subject)))
                        .toList(),
                entry.targets().stream()
                        .map(target -> new AuditRecord.Target(target.type(), text(hidden("target", target.id()))))
                        .toList(),
                hidden("tenant", entry.tenant()),
                copy(entry.source()),
                hidden("correlation", entry.correlationId()),
                hidden("trace", entry.traceId()),
                entry.reason() == null ? null : mask.apply(entry.reason()),
                entry.changes().stream()
                        .map(change -> new AuditRecord.Change(
                                text(hidden("changes", change.field())),
                                hidden("changes", change.before()),
                                hidden("changes", change.after())))
                        .toList(),
                copy(entry.details()),
                entry.sealedParts(),
                entry.origin(),
                entry.schemaVersion());
    }

    private AuditRecord.@Nullable Source copy(AuditRecord.@Nullable Source source) {
        return source == null
                ? null
                : new AuditRecord.Source(
                        hidden("address", source.address()),
                        hidden("agent", source.agent()),
                        hidden("session", source.session()));
    }

    private Map<String, String> copy(Map<String, String> details) {
        Map<String, String> copied = new LinkedHashMap<>();
        details.forEach((name, value) -> copied.put(text(hidden("details", name)), text(hidden("details", value))));
        return copied;
    }

    private @Nullable String hidden(String part, @Nullable String text) {
        return text == null || leftAlone.test(part) ? text : mask.apply(text);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
