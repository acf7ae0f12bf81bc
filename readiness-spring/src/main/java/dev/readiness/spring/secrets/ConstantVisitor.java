package dev.readiness.spring.secrets;

import dev.readiness.secrets.CodeConstant;
import dev.readiness.secrets.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.AnnotationVisitor;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;

/** Collects the texts of one class: constants, initial values of fields, texts in methods, {@code @Value} expressions. */
final class ConstantVisitor extends ClassVisitor {

    private static final String VALUE = "Lorg/springframework/beans/factory/annotation/Value;";

    private static final String FLAG = "Ljava/lang/Boolean;";

    private final List<CodeConstant> constants;
    private final List<Guarded> guarded = new ArrayList<>();
    private final Set<String> alwaysFalse = new HashSet<>();
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
        return new TextVisitor(name.equals("<clinit>"));
    }

    /** What only runs when a flag is true that never is, does not run. */
    @Override
    public void visitEnd() {
        guarded.stream()
                .filter(candidate -> !alwaysFalse.contains(candidate.flag()))
                .forEach(candidate -> constants.add(candidate.constant()));
    }

    private void add(String name, String text) {
        constants.add(new CodeConstant(className, name, Secret.of(text)));
    }

    /** A text that is only used when {@code flag}, a constant of the class, is true. */
    private record Guarded(String flag, CodeConstant constant) {}

    /** Gives a text to the field that it is assigned to in the next instruction; any other text has no name. */
    private final class TextVisitor extends MethodVisitor {

        private final boolean initializes;

        private @Nullable String last;

        private @Nullable String asked;

        private @Nullable String flag;

        private @Nullable Label end;

        private boolean isFalse;

        TextVisitor(boolean initializes) {
            super(ConstantVisitor.this.api);
            this.initializes = initializes;
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            flush("");
            if (opcode == Opcodes.IFEQ && asked != null && flag == null) {
                flag = asked;
                end = label;
            }
            asked = null;
        }

        @Override
        public void visitLabel(Label label) {
            if (label.equals(end)) {
                flush("");
                flag = null;
                end = null;
            }
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
            boolean ownFlag = descriptor.equals(FLAG)
                    && owner.replace('/', '.').replace('$', '.').equals(className);
            asked = ownFlag && opcode == Opcodes.GETSTATIC ? name : null;
            if (ownFlag && opcode == Opcodes.PUTSTATIC && initializes && isFalse) {
                alwaysFalse.add(name);
            }
            isFalse = opcode == Opcodes.GETSTATIC && owner.equals("java/lang/Boolean") && name.equals("FALSE");
        }

        @Override
        public void visitInsn(int opcode) {
            flush("");
            isFalse = opcode == Opcodes.ICONST_0;
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
            if (last != null && flag != null) {
                guarded.add(new Guarded(flag, new CodeConstant(className, name, Secret.of(last))));
            } else if (last != null) {
                add(name, last);
            }
            last = null;
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
