package dev.readiness.spring.code;

import dev.readiness.spring.assessment.FlowCall;
import dev.readiness.spring.assessment.FlowClassVisitor;
import dev.readiness.spring.assessment.FlowListener;
import dev.readiness.spring.assessment.FlowValue;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.asm.ClassReader;
import org.springframework.asm.Type;
import org.springframework.util.ClassUtils;

/** Finds the calls by which an object of a class calls an annotated method of its own. */
final class SelfCalls {

    private SelfCalls() {}

    /**
     * A call past the proxy.
     *
     * @param type the class
     * @param caller the method that calls
     * @param called the annotated method
     * @param annotation simple name of the annotation
     */
    record SelfCall(Class<?> type, String caller, String called, String annotation, ProxyAnnotation kind) {}

    /** Returns the calls past annotations of {@code kinds}; nothing of a class that cannot be read. */
    static Set<SelfCall> of(Class<?> type, Collection<ProxyAnnotation> kinds) {
        List<ProxyAnnotation> onMethods = kinds.stream()
                .filter(kind -> kind.on(type).isEmpty())
                .filter(kind -> methods(type).anyMatch(method -> kind.on(method).isPresent()))
                .toList();
        Set<SelfCall> found = new LinkedHashSet<>();
        if (!onMethods.isEmpty()) {
            try (InputStream in = type.getResourceAsStream(ClassUtils.getClassFileName(type))) {
                if (in != null) {
                    new ClassReader(in).accept(new Visitor(type, onMethods, found), ClassReader.SKIP_FRAMES);
                }
            } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException ex) {
                return Set.of(); // a class file that this version of ASM does not know
            }
        }
        return found;
    }

    private static Stream<Method> methods(Class<?> type) {
        return Stream.of(type.getDeclaredMethods()).filter(method -> !method.isSynthetic());
    }

    private static final class Visitor extends FlowClassVisitor {

        private final Class<?> type;

        private final List<ProxyAnnotation> kinds;

        private final Collection<SelfCall> found;

        Visitor(Class<?> type, List<ProxyAnnotation> kinds, Collection<SelfCall> found) {
            this.type = type;
            this.kinds = kinds;
            this.found = found;
        }

        @Override
        protected FlowListener listenerTo(String method) {
            return new FlowListener() {
                @Override
                public void called(FlowCall call, List<FlowValue> arguments) {
                    if (!call.isStatic() && !arguments.isEmpty() && isThis(arguments.get(0))) {
                        kinds.forEach(kind -> note(kind, method, call));
                    }
                }
            };
        }

        private boolean isThis(FlowValue receiver) {
            return !receiver.parts().isEmpty()
                    && receiver.parts().stream()
                            .allMatch(part -> part.origin() == FlowValue.Origin.VARIABLE
                                    && part.name().equals("this"));
        }

        private void note(ProxyAnnotation kind, String caller, FlowCall call) {
            boolean reached = methods(type)
                    .filter(method -> method.getName().equals(caller))
                    .allMatch(method -> !Modifier.isPrivate(method.getModifiers())
                            && kind.on(method).isEmpty());
            methods(type)
                    .filter(method -> reached && !caller.startsWith("<"))
                    .filter(method -> method.getName().equals(call.name())
                            && Type.getMethodDescriptor(method).equals(call.descriptor()))
                    .flatMap(method -> kind.on(method).stream())
                    .forEach(annotation -> found.add(new SelfCall(type, caller, call.name(), annotation, kind)));
        }
    }
}
