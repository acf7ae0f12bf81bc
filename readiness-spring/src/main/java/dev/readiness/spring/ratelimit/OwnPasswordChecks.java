package dev.readiness.spring.ratelimit;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;

/**
 * Collects the methods named like a login that compare a password with a stored hash by themselves and ask no limiter.
 *
 * <p>A provider of Spring Security does so on behalf of a manager, which is asked for its limit elsewhere.
 */
final class OwnPasswordChecks extends ClassVisitor {

    private static final Pattern LOGIN = Pattern.compile("(?i).*(log_?in|sign_?in|log_?on|authenticate).*");

    private static final String ENCODERS = "org/springframework/security/crypto/";

    private static final List<String> LIMITERS = List.of("dev/readiness/ratelimit/", "dev/readiness/spring/ratelimit/");

    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\w+");

    private static final Set<String> COMPARISONS = Set.of("matches", "checkpw");

    private final Collection<String> places;

    private final Set<String> comparing = new TreeSet<>();

    private final Set<String> asking = new TreeSet<>();

    private String className = "";

    private boolean isProvider;

    OwnPasswordChecks(Collection<String> places) {
        super(SpringAsmInfo.ASM_VERSION);
        this.places = places;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        className = name.substring(name.lastIndexOf('/') + 1).replace('$', '.');
        isProvider = String.valueOf(superName).contains("AuthenticationProvider")
                || (interfaces != null
                        && Arrays.stream(interfaces)
                                .anyMatch(type -> type.endsWith("AuthenticationProvider")
                                        || type.endsWith("AuthenticationManager")));
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return isProvider || !LOGIN.matcher(name).matches() ? null : new Comparisons(sourceMethod(name));
    }

    /** Returns the method that a lambda expression stands in, whose name that of the lambda's own method contains. */
    private static String sourceMethod(String name) {
        Matcher lambda = LAMBDA.matcher(name);
        return lambda.matches() ? lambda.group(1) : name;
    }

    @Override
    public void visitEnd() {
        comparing.stream()
                .filter(method -> !asking.contains(method))
                .map(method -> className + "." + method)
                .forEach(places::add);
    }

    private final class Comparisons extends MethodVisitor {

        private final String method;

        Comparisons(String method) {
            super(SpringAsmInfo.ASM_VERSION);
            this.method = method;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
            if (owner.startsWith(ENCODERS) && COMPARISONS.contains(name)) {
                comparing.add(method);
            }
            if (LIMITERS.stream().anyMatch(owner::startsWith)) {
                asking.add(method);
            }
        }
    }
}
