package dev.readiness.spring.security;

import dev.readiness.spring.assessment.HandlerCode;
import java.lang.reflect.Method;
import java.util.List;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.util.ReflectionUtils;

/** Reads what a type answers Spring Security to the questions whether an account may log in. */
final class UserDetailsAnswers {

    private static final List<String> QUESTIONS =
            List.of("isEnabled", "isAccountNonLocked", "isAccountNonExpired", "isCredentialsNonExpired");

    private UserDetailsAnswers() {}

    /** Returns whether {@code type} answers yes to each of them whatever the account is. */
    static boolean areAlwaysYes(Class<?> type) {
        return QUESTIONS.stream().allMatch(question -> isAlwaysYes(type, question));
    }

    private static boolean isAlwaysYes(Class<?> type, String question) {
        Method method = ReflectionUtils.findMethod(type, question);
        if (method == null) {
            return false;
        }
        return method.getDeclaringClass() == UserDetails.class || isConstant(method);
    }

    private static boolean isConstant(Method method) {
        Steps steps = new Steps();
        return HandlerCode.show(method, steps) && steps.onlyYes();
    }

    /** Looks whether a method does nothing but return true. */
    private static final class Steps extends MethodVisitor {

        private boolean yes;

        private boolean other;

        Steps() {
            super(SpringAsmInfo.ASM_VERSION);
        }

        boolean onlyYes() {
            return yes && !other;
        }

        @Override
        public void visitInsn(int opcode) {
            yes |= opcode == Opcodes.ICONST_1;
            other |= opcode != Opcodes.ICONST_1 && opcode != Opcodes.IRETURN;
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
            other |= opcode != Opcodes.ALOAD || variable != 0;
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            other = true;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            // What editors write, UserDetails.super.isEnabled(), answers yes as well.
            boolean byDefault = owner.equals("org/springframework/security/core/userdetails/UserDetails");
            yes |= byDefault;
            other |= !byDefault;
        }
    }
}
