package dev.readiness.spring.security;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.util.ClassUtils;

/**
 * Collects, of one class, how long the tokens live that it signs, where that stands in the code as a number.
 *
 * <p>A number counts that is added to a time in milliseconds in the very method that sets the end of a token, or that names days
 * there. Tokens that renew others may live long.
 */
final class TokenLifetimes extends ClassVisitor {

    private static final long DAY = 86_400_000L;

    private static final Set<String> TOKENS = Set.of(
            "io/jsonwebtoken/JwtBuilder",
            "io/jsonwebtoken/ClaimsMutator",
            "com/auth0/jwt/JWTCreator$Builder",
            "org/springframework/security/oauth2/jwt/JwtClaimsSet$Builder",
            "com/nimbusds/jwt/JWTClaimsSet$Builder");

    private static final Set<String> ENDING =
            Set.of("setExpiration", "expiration", "withExpiresAt", "expiresAt", "expirationTime");

    private static final Set<String> DAYS = Set.of("ofDays", "plusDays");

    private final Collection<TokenLifetime> found;

    private final Map<String, Long> fields = new HashMap<>();

    private final List<Method> methods = new ArrayList<>();

    private String className = "";

    /**
     * @param found takes what is found
     */
    TokenLifetimes(Collection<TokenLifetime> found) {
        super(SpringAsmInfo.ASM_VERSION);
        this.found = found;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        className = name;
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        if (value instanceof Number number) {
            fields.put(name, number.longValue());
        }
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        Method method = new Method(name);
        methods.add(method);
        return method;
    }

    @Override
    public void visitEnd() {
        for (Method method : methods) {
            boolean renewing = method.name.toLowerCase(Locale.ROOT).matches(".*(refresh|remember|renew).*");
            if (method.setsEnd && !renewing) {
                method.added.stream()
                        .map(this::valueOf)
                        .filter(Objects::nonNull)
                        .max(Long::compare)
                        .ifPresent(longest -> found.add(new TokenLifetime(
                                ClassUtils.getShortName(className.replace('/', '.')) + "." + method.name,
                                longest / DAY)));
            }
        }
    }

    private @Nullable Long valueOf(Amount amount) {
        Long value = amount.field().isEmpty() ? Long.valueOf(1) : fields.get(amount.field());
        return value == null ? null : value * amount.factor();
    }

    /** Keeps the numbers that were put on the stack last, until anything happens that is not reckoning. */
    private final class Method extends MethodVisitor {

        private final String name;

        private final List<Amount> added = new ArrayList<>();

        private final List<Amount> numbers = new ArrayList<>();

        private boolean setsEnd;

        Method(String name) {
            super(SpringAsmInfo.ASM_VERSION);
            this.name = name;
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof Integer || value instanceof Long) {
                numbers.add(Amount.of(((Number) value).longValue()));
            } else {
                numbers.clear();
            }
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            numbers.add(Amount.of(operand));
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode >= Opcodes.ICONST_0 && opcode <= Opcodes.ICONST_5) {
                numbers.add(Amount.of(opcode - Opcodes.ICONST_0));
            } else if (opcode == Opcodes.LADD && !numbers.isEmpty()) {
                added.add(numbers.get(numbers.size() - 1));
                numbers.clear();
            } else if ((opcode == Opcodes.LMUL || opcode == Opcodes.IMUL) && numbers.size() > 1) {
                multiply();
            } else if (opcode != Opcodes.I2L) {
                numbers.clear();
            }
        }

        private void multiply() {
            Amount second = numbers.remove(numbers.size() - 1);
            Amount first = numbers.remove(numbers.size() - 1);
            if (first.field().isEmpty() || second.field().isEmpty()) {
                numbers.add(new Amount(first.field() + second.field(), first.factor() * second.factor()));
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
            boolean own = owner.equals(className) && (descriptor.equals("J") || descriptor.equals("I"));
            boolean reads = opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC;
            if (own && reads) {
                numbers.add(new Amount(field, 1));
            } else {
                if (own && numbers.size() == 1 && numbers.get(0).field().isEmpty()) {
                    fields.merge(field, numbers.get(0).factor(), Math::max);
                }
                numbers.clear();
            }
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
            if (opcode != Opcodes.ALOAD) {
                numbers.clear();
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String called, String descriptor, boolean isInterface) {
            if (DAYS.contains(called) && !numbers.isEmpty()) {
                Amount days = numbers.get(numbers.size() - 1);
                added.add(new Amount(days.field(), days.factor() * DAY));
            }
            setsEnd |= TOKENS.contains(owner) && ENDING.contains(called);
            numbers.clear();
        }

        @Override
        public void visitInvokeDynamicInsn(String called, String descriptor, Handle bootstrap, Object... arguments) {
            numbers.clear();
        }
    }

    /**
     * A number as the code has it.
     *
     * @param field that it is the product of, or empty
     * @param factor the rest
     */
    private record Amount(String field, long factor) {

        static Amount of(long number) {
            return new Amount("", number);
        }
    }

    /**
     * How long a token lives.
     *
     * @param where class and method
     * @param days whole days
     */
    record TokenLifetime(String where, long days) {}
}
