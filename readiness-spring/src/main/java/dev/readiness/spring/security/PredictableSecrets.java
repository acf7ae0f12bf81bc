package dev.readiness.spring.security;

import dev.readiness.spring.assessment.FlowCall;
import dev.readiness.spring.assessment.FlowClassVisitor;
import dev.readiness.spring.assessment.FlowListener;
import dev.readiness.spring.assessment.FlowValue;
import dev.readiness.spring.assessment.FlowValue.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.AnnotationVisitor;
import org.springframework.util.ClassUtils;

/** Collects where one class makes tokens, codes and passwords of numbers that can be foretold. */
final class PredictableSecrets extends FlowClassVisitor {

    private static final Map<String, Set<String>> FORETOLD = Map.of(
            "java/lang/Math", Set.of("random"),
            "java/util/Random", Set.of("nextInt", "nextLong", "nextBytes", "ints", "longs", "nextDouble", "doubles"),
            "java/util/concurrent/ThreadLocalRandom", Set.of("nextInt", "nextLong", "nextBytes", "ints", "longs"));

    private static final Set<String> SECRETS = Set.of("token", "otp", "password", "passwd", "secret", "passcode");

    /** What a code or a key has to be for so that nobody may guess it. */
    private static final Map<String, Set<String>> WITH_PURPOSE = Map.of(
            "code",
            Set.of("verification", "reset", "activation", "confirmation", "security", "recovery", "auth", "login"),
            "key",
            Set.of("api", "secret", "access", "activation", "reset"),
            "id",
            Set.of("session"));

    /** Whoever makes up data for a demonstration makes up passwords too. */
    private static final Set<String> MADE_UP = Set.of(
            "seed", "seeder", "sample", "demo", "fake", "faker", "mock", "test", "fixture", "simulator", "dummy");

    private final Collection<PredictableSecret> found;

    private final List<PredictableSecret> ofClass = new ArrayList<>();

    private boolean isLeftOut;

    PredictableSecrets(Collection<PredictableSecret> found) {
        this.found = found;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        isLeftOut |= descriptor.equals("Lorg/springframework/context/annotation/Profile;");
        return null;
    }

    @Override
    protected FlowListener listenerTo(String method) {
        return new Calls(method);
    }

    @Override
    public void visitEnd() {
        String name = ClassUtils.getShortName(className().replace('/', '.'));
        if (!isLeftOut && NameWords.of(name).stream().noneMatch(MADE_UP::contains)) {
            found.addAll(ofClass);
        }
    }

    /** Returns whether something that is named {@code name} is worth nothing once it is guessed. */
    static boolean isSecret(String name) {
        Set<String> words = NameWords.of(name);
        return words.stream().anyMatch(SECRETS::contains)
                || WITH_PURPOSE.entrySet().stream()
                        .anyMatch(entry ->
                                words.contains(entry.getKey()) && words.stream().anyMatch(entry.getValue()::contains));
    }

    private final class Calls implements FlowListener {

        private final String method;

        Calls(String method) {
            this.method = method;
        }

        @Override
        public void called(FlowCall call, List<FlowValue> arguments) {
            // One that is kept as a Random may be a secure one.
            isLeftOut |= call.owner().equals("java/security/SecureRandom");
            if (FORETOLD.getOrDefault(call.owner(), Set.of()).contains(call.name()) && isSecret(method)) {
                add(call.owner(), call.name(), method);
            }
            if (call.name().startsWith("set") && isSecret(call.name())) {
                arguments.stream()
                        .skip(call.isStatic() ? 0 : 1)
                        .flatMap(argument -> argument.parts().stream())
                        .filter(part -> part.origin() == Origin.CALL
                                && FORETOLD.getOrDefault(part.owner(), Set.of()).contains(part.name()))
                        .forEach(part -> add(part.owner(), part.name(), method));
            }
        }

        private void add(String owner, String name, String method) {
            String where = ClassUtils.getShortName(className().replace('/', '.')) + "." + method;
            String call = ClassUtils.getShortName(owner.replace('/', '.')) + "." + name + "()";
            PredictableSecret secret = new PredictableSecret(where, call);
            if (!ofClass.contains(secret)) {
                ofClass.add(secret);
            }
        }
    }

    /**
     * A secret that can be foretold.
     *
     * @param where class and method
     * @param call what makes the numbers
     */
    record PredictableSecret(String where, String call) {}
}
