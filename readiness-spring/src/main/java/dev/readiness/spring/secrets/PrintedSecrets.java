package dev.readiness.spring.secrets;

import dev.readiness.secrets.SecretRules;
import dev.readiness.spring.assessment.FlowCall;
import dev.readiness.spring.assessment.FlowListener;
import dev.readiness.spring.assessment.FlowValue;
import dev.readiness.spring.assessment.FlowValue.Origin;
import dev.readiness.spring.assessment.MethodFlow;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.RecordComponentVisitor;
import org.springframework.asm.SpringAsmInfo;

/** Tells of a class, given by its internal name, whether {@code toString} of its objects contains a secret. */
final class PrintedSecrets implements Predicate<String> {

    private static final String TEXT = "Ljava/lang/String;";

    private final Predicate<String> isOfApplication;

    private final ClassLoader loader;

    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    /**
     * @param isOfApplication whether a class, given by its name with dots, belongs to the application; others are not looked at
     * @param loader has the class files
     */
    PrintedSecrets(Predicate<String> isOfApplication, ClassLoader loader) {
        this.isOfApplication = isOfApplication;
        this.loader = loader;
    }

    @Override
    public boolean test(String className) {
        return isOfApplication.test(className.replace('/', '.'))
                && known.computeIfAbsent(className, this::printsSecret);
    }

    private boolean printsSecret(String className) {
        try (InputStream in = loader.getResourceAsStream(className + ".class")) {
            if (in == null) {
                return false;
            }
            ToStringVisitor visitor = new ToStringVisitor(className);
            new ClassReader(in).accept(visitor, ClassReader.SKIP_FRAMES);
            return visitor.printsSecret;
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException ex) {
            return false; // a class file that this version of ASM does not know
        }
    }

    /** A record prints its components by a call that the compiler leaves to the runtime (ObjectMethods), others concatenate. */
    private static final class ToStringVisitor extends ClassVisitor implements FlowListener {

        private final String className;

        private boolean hasSecretComponent;

        private boolean printsSecret;

        ToStringVisitor(String className) {
            super(SpringAsmInfo.ASM_VERSION);
            this.className = className;
        }

        @Override
        public @Nullable RecordComponentVisitor visitRecordComponent(
                String name, String descriptor, @Nullable String signature) {
            hasSecretComponent |= descriptor.equals(TEXT) && SecretRules.isSecretName(name);
            return null;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            if (!name.equals("toString") || !descriptor.equals("()" + TEXT)) {
                return null;
            }
            return new MethodFlow(className, access, descriptor, this);
        }

        @Override
        public void called(FlowCall call, List<FlowValue> arguments) {
            printsSecret |= hasSecretComponent && call.owner().equals("java/lang/runtime/ObjectMethods");
        }

        @Override
        public void returned(FlowValue value) {
            printsSecret |= value.parts().stream()
                    .filter(part -> part.type().equals(TEXT))
                    .filter(part -> part.origin() == Origin.FIELD
                            || (part.origin() == Origin.CALL && part.owner().equals(className)))
                    .anyMatch(part -> SecretRules.isSecretName(part.name().replaceFirst("^get", "")));
        }
    }
}
