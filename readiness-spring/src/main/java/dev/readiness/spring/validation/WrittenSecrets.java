package dev.readiness.spring.validation;

import java.beans.PropertyDescriptor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;

/** Finds the secrets, or what is personal, that Jackson writes of an object and of the objects that it refers to. */
final class WrittenSecrets {

    private static final int DEEP_ENOUGH = 4;

    private final List<String> found = new ArrayList<>();

    private final Set<Class<?>> seen = new HashSet<>();

    private final Function<StoredType, List<String>> wanted;

    private final BiPredicate<Class<?>, String> mayBeFilled;

    private WrittenSecrets(Function<StoredType, List<String>> wanted, BiPredicate<Class<?>, String> mayBeFilled) {
        this.wanted = wanted;
        this.mayBeFilled = mayBeFilled;
    }

    /**
     * Returns the secrets in an answer of {@code type}, with the way to each: {@code Book.author.password}.
     *
     * @param mayBeFilled whether a property of a type may have a value at all
     */
    static List<String> in(Class<?> type, BiPredicate<Class<?>, String> mayBeFilled) {
        return in(type, WrittenSecrets::secretsOf, mayBeFilled);
    }

    /** Returns what an answer of {@code type} tells about people, with the way to each: {@code Post.author.email}. */
    static List<String> personalIn(Class<?> type, BiPredicate<Class<?>, String> mayBeFilled) {
        return in(type, StoredType::personal, mayBeFilled);
    }

    private static List<String> in(
            Class<?> type, Function<StoredType, List<String>> wanted, BiPredicate<Class<?>, String> mayBeFilled) {
        WrittenSecrets secrets = new WrittenSecrets(wanted, mayBeFilled);
        secrets.visit(type, type.getSimpleName(), Set.of(), 0);
        return List.copyOf(secrets.found);
    }

    /** A type that is made for an answer may well hold a token; a password has no place in any. */
    private static List<String> secretsOf(StoredType written) {
        return StoredType.isStored(written.type()) ? written.leaks() : written.leakedPasswords();
    }

    private void visit(Class<?> type, String path, Set<String> left, int depth) {
        StoredType written = new StoredType(type);
        if (depth > DEEP_ENOUGH || written.isWrittenInItsOwnWay() || !seen.add(type)) {
            return;
        }
        List<String> secrets = wanted.apply(written);
        secrets.stream()
                .filter(name -> !left.contains(name) && mayBeFilled.test(type, name))
                .forEach(name -> found.add(path + "." + name));
        for (PropertyDescriptor property : written.written()) {
            if (!left.contains(property.getName())
                    && !written.isWrittenByItsIdentity(property)
                    && mayBeFilled.test(type, property.getName())) {
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
