package dev.readiness.spring.secrets;

import dev.readiness.secrets.CodeConstant;
import dev.readiness.secrets.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.AnnotationVisitor;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;

/** Collects the texts of one class: constants, initial values of fields, texts in methods, {@code @Value} expressions. */
final class ConstantVisitor extends ClassVisitor {

    private static final String VALUE = "Lorg/springframework/beans/factory/annotation/Value;";

    private final List<CodeConstant> constants;
    private String className = "";

    ConstantVisitor(List<CodeConstant> constants) {
        super(SpringAsmInfo.ASM_VERSION);
        this.constants = constants;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        className = name.replace('/', '.').replace('$', '.');
    }

    @Override
    public FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        if (value instanceof String text) {
            add(name, text);
        }
        return new FieldVisitor(api) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                return annotation.equals(VALUE) ? new ValueVisitor(name) : null;
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return new TextVisitor();
    }

    private void add(String name, String text) {
        constants.add(new CodeConstant(className, name, Secret.of(text)));
    }

    /** Gives a text to the field that it is assigned to in the next instruction; any other text has no name. */
    private final class TextVisitor extends MethodVisitor {

        private @Nullable String last;

        TextVisitor() {
            super(ConstantVisitor.this.api);
        }

        @Override
        public void visitLdcInsn(Object value) {
            flush("");
            last = value instanceof String text ? text : null;
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            boolean assigns = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
            flush(assigns ? name : "");
        }

        @Override
        public void visitInsn(int opcode) {
            flush("");
        }

        @Override
        public void visitVarInsn(int opcode, int index) {
            flush("");
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            flush("");
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            flush("");
        }

        @Override
        public @Nullable AnnotationVisitor visitParameterAnnotation(int parameter, String annotation, boolean visible) {
            return annotation.equals(VALUE) ? new ValueVisitor("") : null;
        }

        private void flush(String name) {
            if (last != null) {
                add(name, last);
                last = null;
            }
        }
    }

    /** Reads the expression of {@code @Value}. */
    private final class ValueVisitor extends AnnotationVisitor {

        private final String name;

        ValueVisitor(String name) {
            super(ConstantVisitor.this.api);
            this.name = name;
        }

        @Override
        public void visit(String attribute, Object value) {
            if (value instanceof String text) {
                add(name, text);
            }
        }
    }
}
