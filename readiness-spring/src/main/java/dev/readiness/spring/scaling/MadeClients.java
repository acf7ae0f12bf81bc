package dev.readiness.spring.scaling;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;

/**
 * Collects the methods that make a {@code RestTemplate} for themselves. One that is returned or kept is among the beans and
 * fields of the running application, where its time-out can be asked for.
 */
final class MadeClients extends ClassVisitor {

    private static final String TEMPLATE = "org/springframework/web/client/RestTemplate";

    private final Collection<String> places;

    private String className = "";

    MadeClients(Collection<String> places) {
        super(SpringAsmInfo.ASM_VERSION);
        this.places = places;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        className = name.substring(name.lastIndexOf('/') + 1).replace('$', '.');
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        boolean kept = name.startsWith("<") || descriptor.endsWith(")L" + TEMPLATE + ";");
        return kept ? null : new Maker(className + "." + name);
    }

    private final class Maker extends MethodVisitor {

        private final String place;

        private boolean makes;

        private boolean hasFactory;

        Maker(String place) {
            super(SpringAsmInfo.ASM_VERSION);
            this.place = place;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
            makes |= owner.equals(TEMPLATE) && name.equals("<init>") && descriptor.equals("()V");
            hasFactory |= name.equals("setRequestFactory");
        }

        @Override
        public void visitEnd() {
            if (makes && !hasFactory) {
                places.add(place);
            }
        }
    }
}
