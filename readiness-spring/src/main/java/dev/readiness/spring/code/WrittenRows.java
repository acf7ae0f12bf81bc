package dev.readiness.spring.code;

import dev.readiness.spring.assessment.DataStores;
import dev.readiness.spring.assessment.MethodCall;
import dev.readiness.spring.assessment.ReachedCalls;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.annotation.MergedAnnotations;

/** Knows which rows of a relational database a call writes, itself or by what it gets to. Not safe for many threads. */
final class WrittenRows {

    private static final String ENTITY = "jakarta.persistence.Entity";

    private final ReachedCalls calls;

    private final Map<MethodCall, Set<Class<?>>> known = new HashMap<>();

    WrittenRows(ReachedCalls calls) {
        this.calls = calls;
    }

    /** Returns the types of the rows that {@code call} writes. */
    Set<Class<?>> writtenBy(MethodCall call) {
        Set<Class<?>> rows = known.get(call);
        if (rows == null) {
            rows = find(call);
            known.put(call, rows);
        }
        return rows;
    }

    private Set<Class<?>> find(MethodCall call) {
        Set<Class<?>> rows = new LinkedHashSet<>();
        directly(call).ifPresent(rows::add);
        if (rows.isEmpty() && calls.isOfApplication(call)) {
            Stream<Method> methods = calls.implementations(call).flatMap(found -> calls.methodOf(found).stream());
            methods.flatMap(method -> calls.allCalls(method).stream())
                    .forEach(reached -> directly(reached).ifPresent(rows::add));
        }
        return rows;
    }

    private Optional<Class<?>> directly(MethodCall call) {
        Class<?> type = calls.typeOf(call);
        return type != null && DataStores.isRepository(type) && DataStores.changes(call.name())
                ? DataStores.rowsOf(type)
                        .filter(row -> MergedAnnotations.from(row).isPresent(ENTITY))
                : Optional.empty();
    }
}
