package dev.readiness.ratelimit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads from an answer how long the other side asks us to wait. */
final class RemoteLimit {

    /** Nobody can silence us for longer with one answer. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final int TOO_MANY_REQUESTS = 429;

    private static final int UNAVAILABLE = 503;

    private static final int LONGEST_TEXT = 200;

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private static final Pattern EXHAUSTED = Pattern.compile("\"[^\"]*\";r=0;t=(\\d{1,9})");

    private RemoteLimit() {}

    /** Returns the wait that {@code Retry-After} of a refusal asks for, otherwise that of an exhausted {@code RateLimit}. */
    static Optional<Duration> wait(int status, Function<String, @Nullable String> field, InstantSource clock) {
        boolean refused = status == TOO_MANY_REQUESTS || status == UNAVAILABLE;
        Optional<Duration> retryAfter =
                refused ? read(field, "Retry-After").flatMap(text -> retryAfter(text, clock)) : Optional.empty();
        return retryAfter
                .or(() -> read(field, "RateLimit").flatMap(RemoteLimit::reset))
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait)
                .filter(wait -> !wait.isNegative() && !wait.isZero());
    }

    private static Optional<String> read(Function<String, @Nullable String> field, String name) {
        return Optional.ofNullable(field.apply(name)).filter(text -> text.length() <= LONGEST_TEXT);
    }

    private static Optional<Duration> retryAfter(String text, InstantSource clock) {
        String value = text.strip();
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
            return Optional.of(Duration.between(clock.instant(), until));
        } catch (DateTimeException ex) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> reset(String text) {
        Matcher matcher = EXHAUSTED.matcher(text);
        return matcher.find() ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1)))) : Optional.empty();
    }
}
