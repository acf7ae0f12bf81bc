package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.LoginProtection;
import dev.readiness.spring.assessment.ApplicationClassFiles;
import dev.readiness.spring.assessment.MethodCall;
import dev.readiness.spring.assessment.ReachedCalls;
import java.lang.reflect.Method;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/**
 * Finds filters, interceptors and advice of the application that answer 429, by their byte code. Whom they limit, and how often, is
 * not seen. Safe for use by many threads.
 */
final class OwnLimits {

    private static final int TOO_MANY_REQUESTS = 429;

    private static final Set<String> IN_FRONT = Set.of(
            "jakarta.servlet.Filter",
            "org.springframework.web.server.WebFilter",
            "org.springframework.web.servlet.HandlerInterceptor");

    private static final List<String> ADVICE =
            List.of("org.springframework.web.bind.annotation.ControllerAdvice", "org.aspectj.lang.annotation.Aspect");

    private static final Set<String> ASKED = Set.of("doFilterInternal", "doFilter", "filter", "preHandle");

    private final ApplicationClassFiles files;

    private final ReachedCalls calls;

    /** One name at most; null as long as nobody has asked. */
    private @Nullable List<String> known;

    OwnLimits(ListableBeanFactory beans, ResourceLoader resources) {
        this.files = ApplicationClassFiles.of(beans, resources);
        this.calls = ReachedCalls.of(beans, resources);
    }

    /** Returns the simple name of one of them. */
    synchronized Optional<String> seen() {
        List<String> found = known;
        if (found == null) {
            found = find().stream().toList();
            known = found;
        }
        return found.stream().findFirst();
    }

    /** Returns {@code protection}, unless something of the application may limit logins too. */
    LoginProtection unlessLimitedBy(LoginProtection protection) {
        return protection.state() != LoginProtection.State.UNLIMITED
                ? protection
                : seen().map(
                                limiter -> new LoginProtection(
                                        LoginProtection.State.UNKNOWN,
                                        limiter
                                                + " of the application answers 429 by rules of its own; whether it limits failed logins could not be seen."))
                        .orElse(protection);
    }

    private Optional<String> find() {
        Set<String> refusing = new TreeSet<>();
        Map<String, MethodCall> inFront = new TreeMap<>();
        files.read(() -> new Refusals(refusing, inFront));
        Stream<String> themselves = refusing.stream().filter(this::isInFrontOrAdvice);
        Stream<String> byOthers = inFront.entrySet().stream()
                .filter(entry -> isInFrontOrAdvice(entry.getKey()) && gets(entry.getValue(), refusing))
                .map(Map.Entry::getKey);
        return Stream.concat(themselves, byOthers).map(ClassUtils::getShortName).findFirst();
    }

    private boolean gets(MethodCall start, Set<String> refusing) {
        Optional<Method> method = calls.methodOf(start);
        return method.isPresent()
                && calls.firstCall(method.get(), call -> refusing.contains(call.owner()))
                        .isPresent();
    }

    private boolean isInFrontOrAdvice(String className) {
        Class<?> type = calls.typeOf(new MethodCall(className, "", ""));
        return type != null
                && !isOfThisLibrary(type)
                && (ClassUtils.getAllInterfacesForClassAsSet(type).stream()
                                .anyMatch(parent -> IN_FRONT.contains(parent.getName()))
                        || ADVICE.stream().anyMatch(MergedAnnotations.from(type)::isPresent));
    }

    /** Its own filters are asked for their rules, also by an application that lives in the same package. */
    private static boolean isOfThisLibrary(Class<?> type) {
        CodeSource own = OwnLimits.class.getProtectionDomain().getCodeSource();
        return own != null && own.equals(type.getProtectionDomain().getCodeSource());
    }

    /** Notes a class that says 429, and the method by which one in front of handlers is called. */
    private static final class Refusals extends ClassVisitor {

        private final Set<String> refusing;

        private final Map<String, MethodCall> inFront;

        private String className = "";

        Refusals(Set<String> refusing, Map<String, MethodCall> inFront) {
            super(SpringAsmInfo.ASM_VERSION);
            this.refusing = refusing;
            this.inFront = inFront;
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            className = name.replace('/', '.');
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            if (ASKED.contains(name) && (access & (Opcodes.ACC_BRIDGE | Opcodes.ACC_ABSTRACT)) == 0) {
                inFront.putIfAbsent(className, new MethodCall(className, name, descriptor));
            }
            return new MethodVisitor(SpringAsmInfo.ASM_VERSION) {
                @Override
                public void visitIntInsn(int opcode, int operand) {
                    if (opcode == Opcodes.SIPUSH && operand == TOO_MANY_REQUESTS) {
                        refusing.add(className);
                    }
                }

                @Override
                public void visitFieldInsn(int opcode, String owner, String field, String type) {
                    if (field.equals("TOO_MANY_REQUESTS")) {
                        refusing.add(className);
                    }
                }
            };
        }
    }
}
