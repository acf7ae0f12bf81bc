package dev.readiness.spring.validation;

import dev.readiness.spring.assessment.HandlerCode;
import java.lang.reflect.Method;
import java.util.regex.Pattern;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;

/** Looks whether a method compares texts, other than where a path leads or whether a name has a dot. */
final class ComparedNames extends MethodVisitor {

    private static final Pattern COMPARING = Pattern.compile(
            "equals\\w*|contains\\w*|startsWith|endsWith|matches|find|hashCode|isCompatibleWith|includes|compareTo\\w*"
                    + "|(any|none|all)Match|indexOf");

    private static final Pattern PUNCTUATION = Pattern.compile("[./\\\\:]*");

    private String constant = " ";

    private boolean compares;

    private ComparedNames() {
        super(SpringAsmInfo.ASM_VERSION);
    }

    /** Returns whether {@code method} does, or may do so for all that is known. */
    static boolean compares(Method method) {
        ComparedNames reader = new ComparedNames();
        return !HandlerCode.show(method, reader) || reader.compares;
    }

    @Override
    public void visitLdcInsn(Object value) {
        constant = value instanceof String text ? text : " ";
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        boolean aboutPaths = owner.equals("java/nio/file/Path")
                || owner.equals("java/io/File")
                || (owner.equals("java/lang/String")
                        && PUNCTUATION.matcher(constant).matches());
        compares |= COMPARING.matcher(name).matches() && !aboutPaths;
        constant = " ";
    }
}
