package dev.readiness.spring.assessment;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.spring.assessment.ApplicationClassFiles.Reading;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;

/** Finds classes that print instead of logging. */
final class PrintedOutput {

    private static final String ID = "observability.output-unlogged";

    private final ApplicationClassFiles files;

    PrintedOutput(ApplicationClassFiles files) {
        this.files = files;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        Map<String, Set<String>> places = new TreeMap<>();
        Reading reading = files.read(() -> new PrintVisitor(places));
        if (!places.isEmpty()) {
            return places.entrySet().stream()
                    .map(place -> Finding.fail(
                            ID,
                            place.getKey(),
                            "%s prints with %s, which carries no level, time or correlation id."
                                    .formatted(place.getKey(), String.join(" and ", place.getValue())),
                            "Log it: private static final Logger log = LoggerFactory.getLogger(%s.class);"
                                    .formatted(place.getKey().replaceFirst(".*\\.", "")),
                            new Evidence("byte code of " + place.getKey(), String.join(", ", place.getValue()))))
                    .toList();
        }
        return List.of(reading.nothingFound(ID));
    }

    static final class PrintVisitor extends ClassVisitor {

        private final Map<String, Set<String>> places;

        private String className = "";

        PrintVisitor(Map<String, Set<String>> places) {
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

        /** What {@code main} prints, it prints for whoever started it. */
        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return name.equals("main")
                    ? null
                    : new MethodVisitor(SpringAsmInfo.ASM_VERSION) {
                        @Override
                        public void visitFieldInsn(int opcode, String owner, String field, String type) {
                            if (opcode == Opcodes.GETSTATIC
                                    && owner.equals("java/lang/System")
                                    && type.equals("Ljava/io/PrintStream;")) {
                                note("System." + field);
                            }
                        }

                        @Override
                        public void visitMethodInsn(
                                int opcode, String owner, String called, String type, boolean ofInterface) {
                            if (called.equals("printStackTrace") && type.equals("()V")) {
                                note("printStackTrace()");
                            }
                        }
                    };
        }

        private void note(String what) {
            places.computeIfAbsent(className, name -> new TreeSet<>()).add(what);
        }
    }
}
