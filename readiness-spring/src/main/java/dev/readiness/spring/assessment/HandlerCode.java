package dev.readiness.spring.assessment;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.util.ClassUtils;

/** The byte code of one method that answers requests. Safe for use by many threads. */
public final class HandlerCode {

    private HandlerCode() {}

    /**
     * Shows the code of {@code method} to {@code reader}, without lines and frames.
     *
     * @return whether there is code and it could be read; if not, nothing is known
     */
    public static boolean show(Method method, MethodVisitor reader) {
        Class<?> type = method.getDeclaringClass();
        try (InputStream in = type.getResourceAsStream(ClassUtils.getClassFileName(type))) {
            if (in == null) {
                return false;
            }
            Search search = new Search(method, reader);
            new ClassReader(in).accept(search, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return search.found;
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException ex) {
            return false; // a class file that this version of ASM does not know
        }
    }

    /** Returns whether {@code method} catches anything, or may do so for all that is known. */
    public static boolean mayCatch(Method method) {
        boolean[] caught = new boolean[1];
        boolean read = show(method, new MethodVisitor(SpringAsmInfo.ASM_VERSION) {
            @Override
            public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
                caught[0] = true;
            }
        });
        return !read || caught[0];
    }

    private static final class Search extends ClassVisitor {

        private final Method method;
        private final MethodVisitor reader;
        private boolean found;

        Search(Method method, MethodVisitor reader) {
            super(SpringAsmInfo.ASM_VERSION);
            this.method = method;
            this.reader = reader;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            boolean wanted = name.equals(method.getName())
                    && descriptor.equals(Type.getMethodDescriptor(method))
                    && (access & Opcodes.ACC_ABSTRACT) == 0;
            found |= wanted;
            return wanted ? reader : null;
        }
    }
}
