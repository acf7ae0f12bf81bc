package dev.readiness.spring.secrets;

import dev.readiness.secrets.SecretRules;
import dev.readiness.spring.assessment.FlowCall;
import dev.readiness.spring.assessment.FlowClassVisitor;
import dev.readiness.spring.assessment.FlowListener;
import dev.readiness.spring.assessment.FlowValue;
import dev.readiness.spring.assessment.FlowValue.Origin;
import dev.readiness.spring.assessment.FlowValue.Part;
import dev.readiness.spring.secrets.LoggedValue.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * Collects the passwords, tokens and personal data that a class writes into a log or to the console.
 *
 * <p>A value counts by the name of the variable, field or method that it comes from, and only if it gets there as a text. What
 * another method made of it (a mask, a hash, a length) does not.
 */
final class LoggedValueVisitor extends FlowClassVisitor {

    private static final Set<String> LOGGERS = Set.of(
            "org/slf4j/Logger",
            "org/slf4j/spi/LoggingEventBuilder",
            "org/apache/commons/logging/Log",
            "org/apache/logging/log4j/Logger",
            "java/util/logging/Logger",
            "java/lang/System$Logger");

    private static final Set<String> TEXTS =
            Set.of("Ljava/lang/String;", "[C", "Ljava/lang/CharSequence;", "Ljava/lang/Object;");

    private static final Set<String> PERSONAL = Set.of(
            "email",
            "emailaddress",
            "mailaddress",
            "phone",
            "phonenumber",
            "mobilenumber",
            "ssn",
            "socialsecuritynumber",
            "nationalid",
            "passportnumber",
            "taxid",
            "dateofbirth",
            "birthdate",
            "birthday",
            "creditcard",
            "creditcardnumber",
            "cardnumber",
            "iban",
            "diagnosis");

    /** Errors of a binding, whose text contains what the caller typed. */
    private static final Set<String> REJECTED = Set.of("getAllErrors", "getFieldErrors");

    /** Calls on a text after which it may no longer be what it was. */
    private static final Set<String> SHORTENING =
            Set.of("substring", "subSequence", "charAt", "replace", "replaceAll", "replaceFirst", "repeat");

    /** A method that is named like {@code getUsernameFromToken} gives a name, not the token. */
    private static final Pattern MADE_FROM = Pattern.compile("(?<=[a-z])(From|By|Of)[A-Z].*");

    private final Collection<LoggedValue> found;

    private final Function<String, Optional<Kind>> printed;

    /**
     * @param found takes what is found
     * @param printed what the text of an object of the class, which is given by its internal name, contains
     */
    LoggedValueVisitor(Collection<LoggedValue> found, Function<String, Optional<Kind>> printed) {
        this.found = found;
        this.printed = printed;
    }

    @Override
    protected FlowListener listenerTo(String method) {
        return new Statements(method);
    }

    private final class Statements implements FlowListener {

        private final String method;

        Statements(String method) {
            this.method = method;
        }

        @Override
        public void called(FlowCall call, List<FlowValue> arguments) {
            if (LOGGERS.contains(call.owner()) || isConsole(call, arguments)) {
                String level = isConsole(call, arguments) ? "print" : call.name();
                arguments.stream()
                        .skip(1)
                        .flatMap(argument -> argument.parts().stream())
                        .forEach(part -> note(part, level));
            }
        }

        @Override
        public boolean carries(FlowCall call) {
            return call.carriesText() && !SHORTENING.contains(call.name());
        }

        private void note(Part part, String level) {
            Kind kind = kindOf(part);
            if (kind != null) {
                found.add(new LoggedValue(className().replace('/', '.'), method, level, part.name(), kind));
            }
        }

        private @Nullable Kind kindOf(Part part) {
            if (part.origin() == Origin.CONSTANT || part.origin() == Origin.CAUGHT) {
                return null;
            }
            if (part.owner().startsWith("org/springframework/validation/") && REJECTED.contains(part.name())) {
                return Kind.PERSONAL;
            }
            if (!TEXTS.contains(part.type())) {
                return printed.apply(part.className()).orElse(null);
            }
            if (part.origin() == Origin.CALL && part.owner().startsWith("java/")) {
                return null;
            }
            String name = propertyOf(part);
            return SecretRules.isSecretName(name) ? Kind.SECRET : isPersonal(name) ? Kind.PERSONAL : null;
        }
    }

    private static boolean isConsole(FlowCall call, List<FlowValue> arguments) {
        return call.owner().equals("java/io/PrintStream")
                && call.name().startsWith("print")
                && arguments.get(0).parts().stream()
                        .anyMatch(part -> part.owner().equals("java/lang/System"));
    }

    private static String propertyOf(Part part) {
        boolean getter = part.origin() == Origin.CALL
                && part.name().startsWith("get")
                && part.name().length() > 3;
        String name = getter ? StringUtils.uncapitalize(part.name().substring(3)) : part.name();
        return part.origin() == Origin.CALL ? MADE_FROM.matcher(name).replaceFirst("") : name;
    }

    static boolean isPersonal(String name) {
        return PERSONAL.contains(name.toLowerCase(Locale.ROOT).replace("_", ""));
    }
}
