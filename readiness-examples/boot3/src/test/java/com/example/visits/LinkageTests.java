package com.example.visits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.assessment.Readiness;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

/**
 * The library is compiled against Spring Boot 4: whatever it calls must be here under the same name and type, or be called on 4 only.
 * Types that are not here at all are left to the conditions of the auto-configurations; a type that lost or changed a member is
 * what no condition sees and what breaks only when it is called.
 */
class LinkageTests {

    /** What was looked at: behind a condition on a type of 4, or on the version. */
    private static final Set<String> CALLED_ON_4_ONLY = Set.of(
            "ReactiveJsonCodecs calls ServerCodecConfigurer$ServerDefaultCodecs.jacksonJsonDecoder(Lorg/springframework/core/codec/Decoder;)V",
            "WebErrorProperties calls WebProperties.getError()Lorg/springframework/boot/autoconfigure/web/ErrorProperties;");

    private final Map<String, Members> known = new HashMap<>();

    @Test
    void whatTheLibraryCallsIsHere() throws Exception {
        Set<String> missing = new TreeSet<>();
        Set<String> looked = new HashSet<>();
        for (Class<?> part : new Class<?>[] {Readiness.class, dev.readiness.assessment.Assessment.class}) {
            forEachClass(part, bytes -> new ClassReader(bytes).accept(new Calls(missing, looked), 0));
        }

        assertThat(looked).hasSizeGreaterThan(1_000);
        assertThat(missing).isEqualTo(new TreeSet<>(CALLED_ON_4_ONLY));
    }

    private static void forEachClass(Class<?> part, java.util.function.Consumer<byte[]> reader) throws Exception {
        URI source = part.getProtectionDomain().getCodeSource().getLocation().toURI();
        if (source.getPath().endsWith(".jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(Path.of(source))) {
                readAll(jar.getPath("/"), reader);
            }
        } else {
            readAll(Path.of(source), reader);
        }
    }

    private static void readAll(Path root, java.util.function.Consumer<byte[]> reader) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    (Iterable<Path>) files.filter(path -> path.toString().endsWith(".class"))::iterator) {
                reader.accept(Files.readAllBytes(file));
            }
        }
    }

    /** Whether the member is there, {@code true} where a part of the type's ancestry is not here to be asked. */
    private boolean has(String owner, String member) {
        if (owner == null) {
            return false;
        }
        Members members = known.computeIfAbsent(owner, LinkageTests::read);
        if (!members.here() || members.names().contains(member)) {
            return true;
        }
        return has(members.parent(), member) || members.interfaces().stream().anyMatch(type -> has(type, member));
    }

    private static Members read(String type) {
        try (InputStream in = ClassLoader.getSystemResourceAsStream(type + ".class")) {
            if (in == null) {
                return new Members(false, Set.of(), null, Set.of());
            }
            Set<String> names = new HashSet<>();
            ClassReader reader = new ClassReader(in);
            reader.accept(new Declared(names), ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
            return new Members(true, names, reader.getSuperName(), Set.of(reader.getInterfaces()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Members(boolean here, Set<String> names, String parent, Set<String> interfaces) {}

    private static final class Declared extends ClassVisitor {

        private final Set<String> names;

        Declared(Set<String> names) {
            super(Opcodes.ASM9);
            this.names = names;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String generic, String[] thrown) {
            names.add(name + type);
            return null;
        }

        @Override
        public FieldVisitor visitField(int access, String name, String type, String generic, Object value) {
            names.add(name + type);
            return null;
        }
    }

    private final class Calls extends ClassVisitor {

        private final Set<String> missing;
        private final Set<String> looked;
        private String caller = "";

        Calls(Set<String> missing, Set<String> looked) {
            super(Opcodes.ASM9);
            this.missing = missing;
            this.looked = looked;
        }

        @Override
        public void visit(int version, int access, String name, String generic, String parent, String[] interfaces) {
            caller = name;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String generic, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {

                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String member, String signature, boolean isInterface) {
                    look(owner, member, signature);
                }

                @Override
                public void visitFieldInsn(int opcode, String owner, String member, String signature) {
                    look(owner, member, signature);
                }

                @Override
                public void visitInvokeDynamicInsn(
                        String member, String signature, Handle bootstrap, Object... arguments) {
                    for (Object argument : arguments) {
                        if (argument instanceof Handle handle) {
                            look(handle.getOwner(), handle.getName(), handle.getDesc());
                        }
                    }
                }
            };
        }

        private void look(String owner, String member, String signature) {
            if (owner.startsWith("[") || owner.startsWith("java/") || owner.startsWith("dev/readiness/")) {
                return;
            }
            looked.add(owner + "." + member + signature);
            if (!has(owner, member + signature)) {
                missing.add(caller.substring(caller.lastIndexOf('/') + 1) + " calls "
                        + owner.substring(owner.lastIndexOf('/') + 1) + "." + member + signature);
            }
        }
    }
}
