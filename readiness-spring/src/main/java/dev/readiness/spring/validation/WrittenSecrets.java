package dev.readiness.spring.validation;

import java.beans.PropertyDescriptor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;

/** Finds the secrets that Jackson writes of an object and of the objects that it refers to. */
final class WrittenSecrets {

    private static final int DEEP_ENOUGH = 4;

    private final List<String> found = new ArrayList<>();

    private final Set<Class<?>> seen = new HashSet<>();

    private WrittenSecrets() {}

    /** Returns the secrets in an answer of {@code type}, with the way to each: {@code Book.author.password}. */
    static List<String> in(Class<?> type) {
        WrittenSecrets secrets = new WrittenSecrets();
        secrets.visit(type, type.getSimpleName(), Set.of(), 0);
        return List.copyOf(secrets.found);
    }

    private void visit(Class<?> type, String path, Set<String> left, int depth) {
        StoredType written = new StoredType(type);
        if (depth > DEEP_ENOUGH || written.isWrittenInItsOwnWay() || !seen.add(type)) {
            return;
        }
        // A type that is made for an answer may well hold a token; a password has no place in any.
        List<String> secrets = StoredType.isStored(type) ? written.leaks() : written.leakedPasswords();
        secrets.stream().filter(name -> !left.contains(name)).forEach(name -> found.add(path + "." + name));
        for (PropertyDescriptor property : written.written()) {
            if (!left.contains(property.getName()) && !written.isWrittenByItsIdentity(property)) {
                follow(written, property, path, depth);
            }
        }
    }

    private void follow(StoredType owner, PropertyDescriptor property, String path, int depth) {
        MergedAnnotation<?> ignored = owner.annotationOf(property, "JsonIgnoreProperties");
        Set<String> left =
                ignored.isPresent() ? new HashSet<>(Arrays.asList(ignored.getStringArray("value"))) : Set.of();
        ResolvableType held = ResolvableType.forMethodReturnType(property.getReadMethod(), owner.type());
        HandlerTypes.ofApplicationIn(held)
                .forEach(type -> visit(type, path + "." + property.getName(), left, depth + 1));
    }
}
