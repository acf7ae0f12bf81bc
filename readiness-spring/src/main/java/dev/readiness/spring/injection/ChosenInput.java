package dev.readiness.spring.injection;

import dev.readiness.spring.assessment.EndpointInput;
import dev.readiness.spring.injection.InputUse.Kind;
import java.beans.PropertyDescriptor;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.HandlerMethod;

/** Which parts of what a handler is given a caller really chooses, without a constraint that says what they may be. */
final class ChosenInput {

    /** Constraints that leave a text as dangerous as it was. */
    private static final Set<String> SAYING_LITTLE = Set.of("NotNull", "NotBlank", "NotEmpty", "Size", "Length");

    private static final Set<String> MAXIMA = Set.of("Max", "DecimalMax", "Range");

    private ChosenInput() {}

    /** Returns whether {@code use} is dangerous with what the caller of {@code handler} chooses. */
    static boolean isChosen(HandlerMethod handler, InputUse use) {
        int position = InputParts.parameter(use.input()) - 1; // number 0 is the controller
        if (position < 0 || position >= handler.getMethodParameters().length) {
            return false;
        }
        MethodParameter parameter = handler.getMethodParameters()[position];
        boolean asked = use.input().name().endsWith("()");
        return (asked || EndpointInput.isChosenByCaller(parameter))
                && (use.kind() != Kind.PATH || !isOneSegment(parameter))
                && (use.kind() != Kind.REDIRECT || !isHeader(use))
                && !isListOfNumbers(parameter, use)
                && elements(parameter, use).noneMatch(element -> isConstrained(element, use.kind()));
    }

    /** Servers refuse a path with an encoded slash, so that a variable of it is the name of a file at most. */
    private static boolean isOneSegment(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(PathVariable.class);
    }

    /** No link makes a browser send a header, for example the Referer that it is sent back to. */
    private static boolean isHeader(InputUse use) {
        return use.input().name().endsWith(".getHeader()");
    }

    private static boolean isListOfNumbers(MethodParameter parameter, InputUse use) {
        return use.input().type().equals("Ljava/util/List;")
                && ResolvableType.forMethodParameter(parameter).getGeneric(0).resolve(Object.class) != String.class;
    }

    private static Stream<AnnotatedElement> elements(MethodParameter parameter, InputUse use) {
        String name = use.input().name();
        int dot = name.indexOf('.');
        AnnotatedElement own = parameter.getExecutable().getParameters()[parameter.getParameterIndex()];
        return dot < 0 ? Stream.of(own) : elementsOf(parameter.getParameterType(), name.substring(dot + 1));
    }

    private static Stream<AnnotatedElement> elementsOf(Class<?> type, String property) {
        Field field = ReflectionUtils.findField(type, property);
        PropertyDescriptor descriptor = BeanUtils.getPropertyDescriptor(type, property);
        return Stream.<AnnotatedElement>of(field, descriptor == null ? null : descriptor.getReadMethod())
                .filter(Objects::nonNull);
    }

    private static boolean isConstrained(AnnotatedElement element, Kind kind) {
        List<String> constraints = Stream.of(element.getAnnotations())
                .map(Annotation::annotationType)
                .filter(ChosenInput::isConstraint)
                .map(Class::getSimpleName)
                .toList();
        return kind == Kind.ROWS
                ? constraints.stream().anyMatch(MAXIMA::contains)
                : constraints.stream().anyMatch(name -> !SAYING_LITTLE.contains(name));
    }

    private static boolean isConstraint(Class<? extends Annotation> type) {
        return Stream.of(type.getAnnotations())
                .anyMatch(meta -> meta.annotationType().getName().equals("jakarta.validation.Constraint"));
    }
}
