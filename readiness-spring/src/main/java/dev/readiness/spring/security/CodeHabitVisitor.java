package dev.readiness.spring.security;

import dev.readiness.spring.assessment.FlowCall;
import dev.readiness.spring.assessment.FlowClassVisitor;
import dev.readiness.spring.assessment.FlowListener;
import dev.readiness.spring.assessment.FlowValue;
import dev.readiness.spring.assessment.FlowValue.Origin;
import dev.readiness.spring.assessment.FlowValue.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.AnnotationVisitor;
import org.springframework.util.ClassUtils;

/** Collects what one class does with passwords and tokens. */
final class CodeHabitVisitor extends FlowClassVisitor {

    private static final Pattern PASSWORD = Pattern.compile("(?i)(get)?(user)?(password|passwd|pwd)");

    /** How a library signs a token, by the call that ends it. */
    private static final Map<String, String> SIGNING = Map.of(
            "io/jsonwebtoken/JwtBuilder", "compact",
            "com/auth0/jwt/JWTCreator$Builder", "sign",
            "org/springframework/security/oauth2/jwt/JwtClaimsSet$Builder", "build",
            "com/nimbusds/jwt/JWTClaimsSet$Builder", "build");

    private static final Set<String> ENDING =
            Set.of("setExpiration", "expiration", "withExpiresAt", "expiresAt", "expirationTime");

    /** By these an end may come in that cannot be seen. */
    private static final Set<String> UNSEEN =
            Set.of("setClaims", "addClaims", "claims", "withPayload", "claim", "withClaim");

    private static final Pattern OWN_MACHINE = Pattern.compile("https?://(localhost|127\\.0\\.0\\.1)([:/].*)?");

    /** To these an address of one's own machine is told, or they are meant for it. */
    private static final Pattern FOR_DEVELOPERS = Pattern.compile(
            ".*(Logger|/Log|PrintStream)|org/springframework/web/(cors|servlet/config|reactive/config|socket)/.*"
                    + "|io/swagger/.*|org/springdoc/.*|org/springframework/util/.*");

    private final Collection<CodeHabit> found;

    private final List<CodeHabit> addresses = new ArrayList<>();

    private boolean ofProfile;

    private final Predicate<String> isStored;

    private final List<String> tokens = new ArrayList<>();

    private final List<String> zones = new ArrayList<>();

    private final Set<String> called = new HashSet<>();

    /**
     * @param found takes what is found
     * @param isStored whether objects of the class with the internal name are rows of the database
     */
    CodeHabitVisitor(Collection<CodeHabit> found, Predicate<String> isStored) {
        this.found = found;
        this.isStored = isStored;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        ofProfile |= descriptor.equals("Lorg/springframework/context/annotation/Profile;");
        return null;
    }

    @Override
    protected FlowListener listenerTo(String method) {
        return new Calls(ClassUtils.getShortName(className().replace('/', '.')) + "." + method);
    }

    @Override
    public void visitEnd() {
        if (!ofProfile) {
            found.addAll(addresses);
        }
        if (!tokens.isEmpty()) {
            zones.forEach(
                    where -> found.add(
                            new CodeHabit(
                                    CodeHabit.Kind.TOKEN_IN_OTHER_ZONE,
                                    where,
                                    "LocalDateTime.now() becomes an instant by an offset that is written down, and the class signs tokens")));
        }
        boolean mayEnd = called.stream().anyMatch(ENDING::contains) || called.contains("exp");
        if (!mayEnd) {
            tokens.forEach(where -> found.add(new CodeHabit(
                    CodeHabit.Kind.ENDLESS_TOKEN, where, "signs a token, and the class sets no end of one")));
        }
    }

    private final class Calls implements FlowListener {

        private final String where;

        private boolean takesLocalTime;

        private boolean asksForOffset;

        Calls(String where) {
            this.where = where;
        }

        @Override
        public void called(FlowCall call, List<FlowValue> arguments) {
            noteAddress(call, arguments);
            if (call.name().equals(SIGNING.get(call.owner()))) {
                tokens.add(where);
            }
            noteZone(call);
            if (SIGNING.containsKey(call.owner())) {
                called.add(call.name());
                // Claims out of a variable may hold anything; one claim with a name does not hold an end of another
                // name.
                if (UNSEEN.contains(call.name()) && !isNamedClaim(arguments)) {
                    called.add("exp");
                }
            }
            if (isEquality(call) && arguments.size() >= 2) {
                List<FlowValue> compared = arguments.subList(arguments.size() - 2, arguments.size());
                storedPassword(compared.get(0), compared.get(1))
                        .or(() -> storedPassword(compared.get(1), compared.get(0)))
                        .ifPresent(what ->
                                found.add(new CodeHabit(CodeHabit.Kind.PLAIN_PASSWORD, where, "compares " + what)));
            }
        }

        @Override
        public void returned(FlowValue value) {
            note(value);
        }

        /** A list of them may be anything, for example one of sites that may read answers. */
        private void noteAddress(FlowCall call, List<FlowValue> arguments) {
            boolean collects = call.owner().startsWith("java/util/");
            boolean told = FOR_DEVELOPERS.matcher(call.owner()).matches();
            boolean asked = call.resultType().equals("Z") || call.name().startsWith("getProperty");
            if (!collects && !told && !asked && (call.recipe().isEmpty() || isPath(call.recipe()))) {
                arguments.forEach(this::note);
            }
            if (isPath(call.recipe())) {
                addresses.add(new CodeHabit(
                        CodeHabit.Kind.LOCAL_ADDRESS,
                        where,
                        "makes an address that begins with " + call.recipe().split("[?\u0001]", 2)[0]));
            }
        }

        /** A text with a place behind the machine is more than what a start says of itself. */
        private static boolean isPath(String recipe) {
            return OWN_MACHINE.matcher(recipe).matches() && recipe.matches("https?://[^/\u0001]+/[^\u0001].*");
        }

        /** One of several is what is taken when nothing else is set. */
        private void note(FlowValue value) {
            value.parts().stream()
                    .filter(part -> value.parts().size() == 1
                            && part.origin() == Origin.CONSTANT
                            && OWN_MACHINE.matcher(part.name()).matches())
                    .findFirst()
                    .ifPresent(part -> addresses.add(
                            new CodeHabit(CodeHabit.Kind.LOCAL_ADDRESS, where, "uses the address " + part.name())));
        }

        /** An offset that is asked of a zone fits the local time; one that is written down fits that of one machine. */
        private void noteZone(FlowCall call) {
            String name = call.owner() + "." + call.name();
            takesLocalTime |= name.equals("java/time/LocalDateTime.now")
                    && call.descriptor().startsWith("()");
            asksForOffset |= call.name().equals("getOffset");
            if (takesLocalTime && !asksForOffset && name.equals("java/time/LocalDateTime.toInstant")) {
                zones.add(where);
            }
        }

        private static boolean isNamedClaim(List<FlowValue> arguments) {
            return arguments.size() == 3
                    && arguments.get(1).parts().stream()
                            .anyMatch(part -> part.origin() == Origin.CONSTANT
                                    && !part.name().equals("exp"));
        }

        private static boolean isEquality(FlowCall call) {
            return Set.of(
                            "java/lang/String.equals",
                            "java/util/Objects.equals",
                            "kotlin/jvm/internal/Intrinsics.areEqual")
                    .contains(call.owner() + "." + call.name());
        }

        /** A password of a row on one side, and one that comes from elsewhere and is not made of anything on the other. */
        private Optional<String> storedPassword(FlowValue stored, FlowValue sent) {
            boolean plain = !sent.parts().isEmpty()
                    && sent.parts().stream().allMatch(part -> isPassword(part) && !isOfRow(part));
            return stored.parts().stream()
                    .filter(part -> plain && isPassword(part) && isOfRow(part))
                    .map(part -> ClassUtils.getShortName(part.owner().replace('/', '.')) + "." + part.name() + "()")
                    .findFirst();
        }

        private static boolean isPassword(Part part) {
            return part.origin() != Origin.CONSTANT
                    && PASSWORD.matcher(part.name()).matches();
        }

        private boolean isOfRow(Part part) {
            return part.origin() == Origin.CALL && isStored.test(part.owner());
        }
    }
}
