package dev.readiness.spring.security;

import dev.readiness.secrets.SecretRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;

/**
 * Collects where a class makes users with a password that is a constant.
 *
 * <p>Only a constant that is handed over as it is counts, and only in a class that also stores users. What is left to other
 * rules: a password that is a named constant, and one of a user in memory that anybody guesses.
 */
final class LiteralPasswordVisitor extends ClassVisitor {

    private static final String USER = "org/springframework/security/core/userdetails/User";

    private static final Set<String> STORING = Set.of(
            "save",
            "saveAll",
            "saveAndFlush",
            "saveAllAndFlush",
            "persist",
            "merge",
            "insert",
            "createUser",
            "addUser",
            "register",
            "registerUser",
            "create");

    /** What only stands where a password was. */
    private static final Pattern NO_PASSWORD = Pattern.compile("[*xX.\\s-]*|\\{[\\w@.-]+}");

    private static final String TEXT_ONLY = "(Ljava/lang/String;)";

    private final List<LiteralPassword> all;

    private final List<LiteralPassword> here = new ArrayList<>();

    private final Set<String> namedConstants = new HashSet<>();

    private String className = "";

    private boolean storesUsers;

    LiteralPasswordVisitor(List<LiteralPassword> all) {
        super(SpringAsmInfo.ASM_VERSION);
        this.all = all;
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
        if (value instanceof String text && SecretRules.isSecretName(name)) {
            namedConstants.add(text);
        }
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return new PasswordVisitor(name);
    }

    @Override
    public void visitEnd() {
        if (storesUsers) {
            all.addAll(here);
        }
    }

    /** Knows the text that the last instruction put on the stack. */
    private final class PasswordVisitor extends MethodVisitor {

        private final String method;

        private final List<String> texts = new ArrayList<>();

        private final List<String> passwords = new ArrayList<>();

        private boolean makesUserInMemory;

        /** Texts that were put into variables; a variable of another type takes the place of one. */
        private final Map<Integer, String> variables = new HashMap<>();

        private @Nullable String last;

        PasswordVisitor(String method) {
            super(SpringAsmInfo.ASM_VERSION);
            this.method = method;
        }

        @Override
        public void visitLdcInsn(Object value) {
            last = value instanceof String text ? text : null;
            if (last != null) {
                texts.add(last);
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            makesUserInMemory |= owner.startsWith(USER);
            storesUsers |= STORING.contains(name) || owner.endsWith("InMemoryUserDetailsManager");
            String text = last;
            last = null;
            if (text != null && takesPassword(owner, name, descriptor) && isPassword(text)) {
                passwords.add(text);
            }
        }

        @Override
        public void visitVarInsn(int opcode, int index) {
            if (opcode == Opcodes.ALOAD) {
                last = variables.get(index);
                return;
            }
            if (opcode == Opcodes.ASTORE && last != null && !variables.containsKey(index)) {
                variables.put(index, last);
            } else {
                variables.remove(index);
            }
            last = null;
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            last = null;
        }

        @Override
        public void visitInsn(int opcode) {
            last = null;
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            last = null;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            // A cast leaves the text where it is.
            last = opcode == Opcodes.CHECKCAST ? last : null;
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            last = null;
            // A method reference: flatMap(users::save).
            storesUsers |= Stream.of(arguments)
                    .anyMatch(argument -> argument instanceof Handle handle && STORING.contains(handle.getName()));
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            passwords.stream()
                    .filter(text -> !(makesUserInMemory && Guesses.include(text, texts)))
                    .forEach(text -> here.add(LiteralPassword.in(className, method)));
        }

        private boolean isPassword(String text) {
            return !text.isEmpty()
                    && !namedConstants.contains(text)
                    && !NO_PASSWORD.matcher(text).matches();
        }
    }

    private static boolean takesPassword(String owner, String name, String descriptor) {
        if (name.equals("encode")) {
            return owner.endsWith("PasswordEncoder") && descriptor.startsWith("(Ljava/lang/CharSequence;)");
        }
        boolean named = name.equals("password") || name.equals("setPassword");
        return named && descriptor.startsWith(TEXT_ONLY) && (owner.startsWith(USER + "$") || isUser(owner));
    }

    /** A type of the application whose name says that it is a user, or signs one up, or the builder of such a one. */
    private static boolean isUser(String owner) {
        return owner.substring(owner.lastIndexOf('/') + 1)
                .matches(
                        "(\\w+\\$)*((App|Application|My|Sys|System)?(User|Usuario|Account|Member|Customer|Person|Employee|Admin)"
                                + "(Entity|Model|Info|Dto|DTO)?"
                                + "|(User)?(Register|Registration|SignUp|Signup)(User)?(Request|Dto|DTO|Form|Command)?"
                                + "|(Create|Add|New)(User|Account)(Request|Dto|DTO|Form|Command)?)(\\$\\w*Builder)?");
    }
}
