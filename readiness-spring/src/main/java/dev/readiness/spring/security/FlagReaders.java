package dev.readiness.spring.security;

import dev.readiness.spring.assessment.ApplicationClassFiles;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;

/** Knows which classes that may stand before a login, or behind it at each request, ask an account for something. */
final class FlagReaders {

    private static final Pattern GUARDING = Pattern.compile(
            ".*(Filter|Interceptor|Aspect|Provider|Checker|Handler|Evaluator|Guard|Listener|Auth\\w*|Login\\w*|Converter|UserDetails\\w*)");

    private final ApplicationClassFiles files;

    FlagReaders(ApplicationClassFiles files) {
        this.files = files;
    }

    /** Returns whether one of them reads {@code flag}. */
    boolean mayAsk(AccountFlag flag) {
        Set<String> asking = new HashSet<>();
        files.read(() -> new Reader(flag, asking));
        return !asking.isEmpty();
    }

    private static final class Reader extends ClassVisitor {

        private final AccountFlag flag;

        private final Set<String> asking;

        private String className = "";

        Reader(AccountFlag flag, Set<String> asking) {
            super(SpringAsmInfo.ASM_VERSION);
            this.flag = flag;
            this.asking = asking;
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
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            String simple = className.substring(Math.max(className.lastIndexOf('/'), className.lastIndexOf('$')) + 1);
            return !GUARDING.matcher(simple).matches()
                    ? null
                    : new MethodVisitor(SpringAsmInfo.ASM_VERSION) {
                        @Override
                        public void visitMethodInsn(
                                int opcode, String owner, String called, String calledWith, boolean isInterface) {
                            note(owner, called, calledWith);
                        }

                        @Override
                        public void visitInvokeDynamicInsn(
                                String called, String calledWith, Handle bootstrap, Object... arguments) {
                            for (Object argument : arguments) {
                                if (argument instanceof Handle handle) {
                                    note(handle.getOwner(), handle.getName(), handle.getDesc());
                                }
                            }
                        }
                    };
        }

        private void note(String owner, String called, String calledWith) {
            if (flag.isAskedBy(owner.replace('/', '.'), called, calledWith)) {
                asking.add(className);
            }
        }
    }
}
