package dev.readiness.spring.secrets;

import dev.readiness.secrets.SecretRules;
import dev.readiness.spring.assessment.FlowCall;
import dev.readiness.spring.assessment.FlowListener;
import dev.readiness.spring.assessment.FlowValue;
import dev.readiness.spring.assessment.FlowValue.Origin;
import dev.readiness.spring.assessment.FlowValue.Part;
import dev.readiness.spring.assessment.MethodFlow;
import dev.readiness.spring.secrets.LoggedValue.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.RecordComponentVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.util.StringUtils;

/** Tells of a class, given by its internal name, what {@code toString} of its objects contains: a secret, or what is personal. */
final class PrintedSecrets implements Function<String, Optional<Kind>> {

    private static final String TEXT = "Ljava/lang/String;";

    private final Predicate<String> isOfApplication;

    private final ClassLoader loader;

    private final Map<String, Optional<Kind>> known = new ConcurrentHashMap<>();

    /**
     * @param isOfApplication whether a class, given by its name with dots, belongs to the application; others are not looked at
     * @param loader has the class files
     */
    PrintedSecrets(Predicate<String> isOfApplication, ClassLoader loader) {
        this.isOfApplication = isOfApplication;
        this.loader = loader;
    }

    @Override
    public Optional<Kind> apply(String className) {
        return isOfApplication.test(className.replace('/', '.'))
                ? known.computeIfAbsent(className, this::printed)
                : Optional.empty();
    }

    private Optional<Kind> printed(String className) {
        try (InputStream in = loader.getResourceAsStream(className + ".class")) {
            if (in == null) {
                return Optional.empty();
            }
            ToStringVisitor visitor = new ToStringVisitor(className);
            new ClassReader(in).accept(visitor, ClassReader.SKIP_FRAMES);
            return visitor.printed();
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException ex) {
            return Optional.empty(); // a class file that this version of ASM does not know
        }
    }

    /** A record prints its components by a call that the compiler leaves to the runtime (ObjectMethods), others concatenate. */
    private static final class ToStringVisitor extends ClassVisitor implements FlowListener {

        private final String className;

        private boolean hasSecretComponent;

        private boolean printsSecret;

        private boolean hasPersonalComponent;

        private boolean printsPersonal;

        ToStringVisitor(String className) {
            super(SpringAsmInfo.ASM_VERSION);
            this.className = className;
        }

        @Override
        public @Nullable RecordComponentVisitor visitRecordComponent(
                String name, String descriptor, @Nullable String signature) {
            hasSecretComponent |= descriptor.equals(TEXT) && SecretRules.isSecretName(name);
            hasPersonalComponent |= LoggedValueVisitor.isPersonal(name);
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
            boolean whole = call.owner().equals("java/lang/runtime/ObjectMethods");
            printsSecret |= whole && hasSecretComponent;
            printsPersonal |= whole && hasPersonalComponent;
        }

        @Override
        public void returned(FlowValue value) {
            for (Part part : value.parts()) {
                boolean own = part.origin() == Origin.FIELD
                        || (part.origin() == Origin.CALL && part.owner().equals(className));
                String name = StringUtils.uncapitalize(part.name().replaceFirst("^get(?=[A-Z])", ""));
                printsSecret |= own && part.type().equals(TEXT) && SecretRules.isSecretName(name);
                printsPersonal |= own && LoggedValueVisitor.isPersonal(name);
            }
        }

        private Optional<Kind> printed() {
            return printsSecret
                    ? Optional.of(Kind.SECRET)
                    : printsPersonal ? Optional.of(Kind.PERSONAL) : Optional.empty();
        }
    }
}
