package dev.readiness.spring.security;

import dev.readiness.spring.assessment.DataStores;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Knows the methods of stores that change what is stored. */
final class StoreMethods {

    private static final Map<String, Set<String>> METHODS = Map.of(
            "jakarta.persistence.EntityManager", Set.of("persist", "merge", "remove"),
            "org.hibernate.SharedSessionContract", Set.of("persist", "merge", "remove", "insert", "update", "delete"),
            "org.springframework.jdbc.core.JdbcOperations", Set.of("update", "batchUpdate"),
            "org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations", Set.of("update", "batchUpdate"),
            "org.springframework.jdbc.core.simple.JdbcClient$StatementSpec", Set.of("update"),
            "org.springframework.data.r2dbc.core.R2dbcEntityOperations", Set.of("insert", "update", "delete"),
            "org.springframework.data.mongodb.core.ReactiveMongoOperations", Set.of("save", "insert", "remove"),
            "org.springframework.data.mongodb.core.MongoOperations", Set.of("save", "insert", "remove", "updateFirst"));

    private StoreMethods() {}

    static boolean change(Class<?> type, String method) {
        return (DataStores.isRepository(type) && DataStores.changes(method))
                || METHODS.entrySet().stream()
                        .anyMatch(store -> store.getValue().contains(method) && isA(type, store.getKey()));
    }

    private static boolean isA(Class<?> type, String name) {
        return type.getName().equals(name)
                || Stream.concat(Stream.of(type.getInterfaces()), Stream.ofNullable(type.getSuperclass()))
                        .anyMatch(parent -> isA(parent, name));
    }
}
