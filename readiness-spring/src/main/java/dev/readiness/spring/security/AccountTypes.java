package dev.readiness.spring.security;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;

/** Knows which stored rows are accounts that somebody logs in with, and which ones belong to such an account. */
final class AccountTypes {

    static final Pattern PASSWORD = Pattern.compile(
            "(?i)(user)?(password|passwd|pwd|passphrase)(hash|hashed|encoded)?|(hashed|encoded)password");

    private static final List<String> STORED = List.of(
            "jakarta.persistence.Entity",
            "org.springframework.data.mongodb.core.mapping.Document",
            "org.springframework.data.relational.core.mapping.Table");

    private static final String USER_DETAILS = "org.springframework.security.core.userdetails.UserDetails";

    private static final Pattern OWNER_ID = Pattern.compile("(owner|user|author|creator)_?[iI]d");

    private AccountTypes() {}

    static boolean isStored(Class<?> type) {
        MergedAnnotations annotations = MergedAnnotations.from(type, MergedAnnotations.SearchStrategy.TYPE_HIERARCHY);
        return STORED.stream().anyMatch(annotations::isPresent);
    }

    /** Returns whether rows of {@code type} are accounts: they say so, or they have a password. */
    static boolean isAccount(Class<?> type) {
        return isStored(type) && (isUserDetails(type) || passwordOf(type) != null);
    }

    /** Asked by name, because an application with accounts need not have Spring Security. */
    private static boolean isUserDetails(Class<?> type) {
        return ClassUtils.getAllInterfacesForClassAsSet(type).stream()
                .anyMatch(parent -> parent.getName().equals(USER_DETAILS));
    }

    /** Returns the field that holds the password of an account, or null if there is none. */
    static @Nullable Field passwordOf(Class<?> type) {
        return fields(type)
                .filter(field -> CharSequence.class.isAssignableFrom(field.getType())
                        && PASSWORD.matcher(field.getName()).matches())
                .findFirst()
                .orElse(null);
    }

    /** Returns the name of the attribute that says whose a row of {@code type} is. */
    static Optional<String> ownerOf(Class<?> type) {
        return fields(type)
                .filter(field -> isAccount(field.getType())
                        || (OWNER_ID.matcher(field.getName()).matches() && !isNamedLikeItself(type, field)))
                .map(Field::getName)
                .findFirst();
    }

    /** The number of a user in the row of that user is its own identity. */
    private static boolean isNamedLikeItself(Class<?> type, Field field) {
        String owner =
                field.getName().substring(0, field.getName().length() - 2).replace("_", "");
        return type.getSimpleName().toLowerCase(Locale.ROOT).contains(owner.toLowerCase(Locale.ROOT));
    }

    private static Stream<Field> fields(Class<?> type) {
        return Stream.<Class<?>>iterate(type, level -> level != null, Class::getSuperclass)
                .flatMap(level -> Stream.of(level.getDeclaredFields()));
    }
}
