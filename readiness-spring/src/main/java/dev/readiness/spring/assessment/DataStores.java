package dev.readiness.spring.assessment;

import java.util.Set;
import java.util.stream.Stream;

/** Knows by their names the types that hold what is stored, because none of them need be there. Safe for use by many threads. */
public final class DataStores {

    private static final Set<String> REPOSITORY = Set.of("org.springframework.data.repository.Repository");

    private static final Set<String> TEMPLATES = Set.of(
            "org.springframework.data.mongodb.core.MongoOperations",
            "org.springframework.data.mongodb.core.ReactiveMongoOperations");

    private DataStores() {}

    /** Returns whether {@code type} is a repository of Spring Data. */
    public static boolean isRepository(Class<?> type) {
        return isA(type, REPOSITORY);
    }

    /** Returns whether {@code type} is a repository, or a template that holds documents. */
    public static boolean isStore(Class<?> type) {
        return isRepository(type) || isA(type, TEMPLATES);
    }

    private static boolean isA(Class<?> type, Set<String> names) {
        return names.contains(type.getName())
                || Stream.concat(Stream.of(type.getInterfaces()), Stream.ofNullable(type.getSuperclass()))
                        .anyMatch(parent -> isA(parent, names));
    }
}
