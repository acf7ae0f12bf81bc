package dev.readiness.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The leaks of one line: a value that was seen in two ways is one leak. */
final class LineLeaks {

    private final List<Seen> seen = new ArrayList<>();

    private record Seen(LeakKind kind, String name, String value) {}

    void add(LeakKind kind, String name, String value) {
        boolean known = seen.stream().anyMatch(other -> other.value().contains(value) || value.contains(other.value()));
        if (!known) {
            seen.add(new Seen(kind, name, value));
        }
    }

    List<Leak> leaks(String file, int line, UnaryOperator<String> fingerprint) {
        return seen.stream()
                .map(leak -> new Leak(file, line, leak.kind(), leak.name(), fingerprint.apply(leak.value())))
                .toList();
    }
}
