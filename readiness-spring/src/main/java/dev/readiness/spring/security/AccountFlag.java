package dev.readiness.spring.security;

import dev.readiness.spring.assessment.MethodCall;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.StringUtils;

/**
 * An attribute of an account that says whether it may log in.
 *
 * @param account the type of the account
 * @param name of the attribute
 */
record AccountFlag(Class<?> account, String name) {

    private static final Pattern FLAG = Pattern.compile(
            "(?i)(is|account|user)?_?(enabled?|active|activated|disabled|(non)?locked|blocked|banned|suspended|deactivated)");

    private static final Pattern STATUS = Pattern.compile("(?i)(account|user)?status");

    private static final Set<String> SWITCHED_OFF =
            Set.of("INACTIVE", "BLOCKED", "BANNED", "DISABLED", "SUSPENDED", "LOCKED", "DEACTIVATED");

    /** Returns those of {@code account}. */
    static List<AccountFlag> of(Class<?> account) {
        return Stream.<Class<?>>iterate(account, level -> level != null, Class::getSuperclass)
                .flatMap(level -> Stream.of(level.getDeclaredFields()))
                .filter(AccountFlag::isFlag)
                .map(field -> new AccountFlag(account, field.getName()))
                .toList();
    }

    private static boolean isFlag(Field field) {
        boolean yesOrNo = field.getType() == boolean.class || field.getType() == Boolean.class;
        boolean status = field.getType().isEnum()
                && STATUS.matcher(field.getName()).matches()
                && Arrays.stream(field.getType().getEnumConstants())
                        .anyMatch(constant -> SWITCHED_OFF.contains(((Enum<?>) constant).name()));
        return (yesOrNo && FLAG.matcher(field.getName()).matches()) || status;
    }

    /** Returns the word by which a query asks for it. */
    String word() {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("is") ? lower.substring(2) : lower;
    }

    /** Returns whether {@code call} reads it. */
    boolean isAskedBy(MethodCall call) {
        return isAskedBy(call.owner(), call.name(), call.descriptor());
    }

    boolean isAskedBy(String owner, String method, String descriptor) {
        String property = StringUtils.capitalize(name);
        String plain = property.startsWith("Is") ? property.substring(2) : property;
        boolean reads = Stream.of("get" + property, "is" + property, "get" + plain, "is" + plain, name)
                .anyMatch(method::equals);
        return reads && descriptor.startsWith("()") && isOfAccount(owner);
    }

    private boolean isOfAccount(String owner) {
        return Stream.<Class<?>>iterate(account, level -> level != null, Class::getSuperclass)
                .anyMatch(level -> level.getName().equals(owner));
    }
}
