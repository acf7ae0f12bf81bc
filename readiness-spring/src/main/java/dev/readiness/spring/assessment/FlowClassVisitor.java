package dev.readiness.spring.assessment;

import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;

/** Follows the values through every method of a class. Not safe for use by several threads. */
public abstract class FlowClassVisitor extends ClassVisitor {

    private String className = "";

    /** Creates a visitor for one class, or for several one after the other. */
    protected FlowClassVisitor() {
        super(SpringAsmInfo.ASM_VERSION);
    }

    /** Returns the internal name of the class that is visited, {@code com/example/Visit}. */
    protected final String className() {
        return className;
    }

    /**
     * Returns who is told of one method.
     *
     * @param method its name in the source: that of the method around a lambda
     */
    protected abstract FlowListener listenerTo(String method);

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
    public final MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return new MethodFlow(className, access, descriptor, listenerTo(SourceMethods.nameOf(name)));
    }
}
