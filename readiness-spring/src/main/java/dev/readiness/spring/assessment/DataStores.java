package dev.readiness.spring.assessment;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.ResolvableType;

/** Knows by their names the types that hold what is stored, because none of them need be there. Safe for use by many threads. */
public final class DataStores {

    private static final Set<String> REPOSITORY = Set.of("org.springframework.data.repository.Repository");

    private static final Set<String> CHANGES = Set.of("save", "delete", "remove", "insert", "update");

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

    /** Returns whether a method of a repository that is named {@code method} changes what is stored. */
    public static boolean changes(String method) {
        return CHANGES.stream().anyMatch(method::startsWith);
    }

    /** Returns the type of the rows of {@code repository}, if it is one of Spring Data. */
    public static Optional<Class<?>> rowsOf(Class<?> repository) {
        return interfacesOf(repository)
                .filter(type -> REPOSITORY.contains(type.getName()))
                .findFirst()
                .map(type -> ResolvableType.forClass(repository)
                        .as(type)
                        .getGeneric(0)
                        .resolve());
    }

    private static Stream<Class<?>> interfacesOf(Class<?> type) {
        return Stream.concat(Stream.of(type), Stream.of(type.getInterfaces()).flatMap(DataStores::interfacesOf));
    }

    private static boolean isA(Class<?> type, Set<String> names) {
        return names.contains(type.getName())
                || Stream.concat(Stream.of(type.getInterfaces()), Stream.ofNullable(type.getSuperclass()))
                        .anyMatch(parent -> isA(parent, names));
    }
}
