package dev.readiness.spring.assessment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;

/** Collects what one method of a class calls, method references and the bodies of its lambdas included. */
final class MethodCallReader extends ClassVisitor {

    private final MethodCall method;

    private final List<MethodCall> calls = new ArrayList<>();

    MethodCallReader(MethodCall method) {
        super(SpringAsmInfo.ASM_VERSION);
        this.method = method;
    }

    List<MethodCall> calls() {
        return List.copyOf(calls);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        boolean wanted = name.equals(method.name()) && descriptor.equals(method.descriptor());
        return wanted ? new CallVisitor() : null;
    }

    private void add(String owner, String name, String descriptor) {
        calls.add(new MethodCall(owner.replace('/', '.'), name, descriptor));
    }

    private final class CallVisitor extends MethodVisitor {

        CallVisitor() {
            super(SpringAsmInfo.ASM_VERSION);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            add(owner, name, descriptor);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                if (argument instanceof Handle handle) {
                    add(handle.getOwner(), handle.getName(), handle.getDesc());
                }
            }
        }
    }
}
