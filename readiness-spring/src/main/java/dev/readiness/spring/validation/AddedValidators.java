package dev.readiness.spring.validation;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.util.ClassUtils;

/** Looks into the code of init binders for validators that they may add only to some objects. */
final class AddedValidators {

    private AddedValidators() {}

    /** Returns whether the code of {@code type} calls anything like {@code addValidators}, or cannot be read. */
    static boolean mayBeAddedBy(Class<?> type) {
        Class<?> user = ClassUtils.getUserClass(type);
        ClassLoader loader = user.getClassLoader();
        String resource = user.getName().replace('.', '/') + ClassUtils.CLASS_FILE_SUFFIX;
        try (InputStream code = loader == null ? null : loader.getResourceAsStream(resource)) {
            return code == null || isIn(new ClassReader(code));
        } catch (IOException ex) {
            return true;
        }
    }

    private static boolean isIn(ClassReader code) {
        AtomicBoolean found = new AtomicBoolean();
        MethodVisitor calls = new MethodVisitor(SpringAsmInfo.ASM_VERSION) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
                boolean adds = owner.endsWith("DataBinder") && name.contains("Validator") && !name.startsWith("get");
                found.set(found.get() || adds);
            }
        };
        code.accept(
                new ClassVisitor(SpringAsmInfo.ASM_VERSION) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        return calls;
                    }
                },
                ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return found.get();
    }
}
