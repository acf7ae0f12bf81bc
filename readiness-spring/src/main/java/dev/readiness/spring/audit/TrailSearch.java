package dev.readiness.spring.audit;

import dev.readiness.audit.AuditOutcome;
import dev.readiness.audit.AuditQuery;
import dev.readiness.audit.AuditRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was asked of the trail, in the words of who asked. A form sends its empty fields too; they do not count. */
final class TrailSearch {

    static final int STANDARD_LIMIT = 100;

    /** A date field of a form knows no time zone. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter();

    private final Map<String, String> given = new LinkedHashMap<>();

    TrailSearch with(String name, @Nullable Object value) {
        if (value != null && !value.toString().isBlank()) {
            given.put(name, value.toString());
        }
        return this;
    }

    /** Returns what was given for {@code name}, or nothing. */
    @Nullable
    String get(String name) {
        return given.get(name);
    }

    /**
     * Returns the query.
     *
     * @throws IllegalArgumentException if it makes no sense; the message may be shown to who asked
     */
    AuditQuery query() {
        String outcome = get("outcome");
        String after = get("after");
        return AuditQuery.newestFirst(limit())
                .byActor(get("actor"))
                .about(get("subject"))
                .onTarget(target())
                .ofAction(get("action"))
                .withOutcome(outcome == null ? null : AuditOutcome.valueOf(outcome))
                .since(time("from"))
                .before(time("until"))
                .after(after == null ? null : UUID.fromString(after));
    }

    /** Returns a link to the same search, continued after the record {@code last}; from its beginning if there is none. */
    String link(@Nullable UUID last) {
        String search = given.entrySet().stream()
                .filter(part -> !part.getKey().equals("after"))
                .map(part -> part.getKey() + "=" + HtmlText.inQuery(part.getValue()))
                .collect(Collectors.joining("&"));
        return last == null ? "?" + search : "?" + search + (search.isEmpty() ? "" : "&") + "after=" + last;
    }

    /** Returns the time {@code name} as a date field of a form takes it; nothing if it is none. */
    String localTime(String name) {
        try {
            Instant time = time(name);
            return time == null
                    ? ""
                    : LocalDateTime.ofInstant(time, ZoneOffset.UTC)
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString();
        } catch (IllegalArgumentException ex) {
            return "";
        }
    }

    int limit() {
        String limit = get("limit");
        return limit == null ? STANDARD_LIMIT : Math.max(1, Math.min(Integer.parseInt(limit), AuditQuery.MAX_LIMIT));
    }

    /** One without the other would find everything, as if it had not been asked for. */
    private AuditRecord.@Nullable Target target() {
        String type = get("targetType");
        String id = get("targetId");
        if ((type == null) != (id == null)) {
            throw new IllegalArgumentException(
                    "A target is found by its type and its id together: 'targetType' and 'targetId'");
        }
        return type == null || id == null ? null : new AuditRecord.Target(type, id);
    }

    private @Nullable Instant time(String name) {
        return time(name, get(name));
    }

    /**
     * Returns the time that {@code text} says, in UTC where it says no zone.
     *
     * @throws IllegalArgumentException if it is none, or of a year that no database knows
     */
    static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            TemporalAccessor time = TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (time.get(ChronoField.YEAR) < 1 || time.get(ChronoField.YEAR) > 9999) {
                throw new DateTimeException("A year has four digits");
            }
            if (time instanceof OffsetDateTime offset) {
                return offset.toInstant();
            }
            return time instanceof LocalDateTime local
                    ? local.toInstant(ZoneOffset.UTC)
                    : LocalDate.from(time).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeException ex) {
            throw new IllegalArgumentException(
                    "'" + name + "' must be a time like 2026-01-31T09:00:00Z or a date like 2026-01-31", ex);
        }
    }
}
