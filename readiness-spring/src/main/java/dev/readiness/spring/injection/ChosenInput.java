package dev.readiness.spring.injection;

import dev.readiness.spring.assessment.EndpointInput;
import dev.readiness.spring.injection.InputUse.Kind;
import java.beans.PropertyDescriptor;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
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
                && annotations(parameter, use).noneMatch(annotation -> restricts(annotation, use.kind()));
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

    /** Those of a parameter include what the interfaces of the handler say of it, as the validator reads them. */
    private static Stream<Annotation> annotations(MethodParameter parameter, InputUse use) {
        String name = use.input().name();
        int dot = name.indexOf('.');
        return dot < 0
                ? Stream.of(parameter.getParameterAnnotations())
                : elementsOf(parameter.getParameterType(), name.substring(dot + 1))
                        .flatMap(element -> Stream.of(element.getAnnotations()));
    }

    private static Stream<AnnotatedElement> elementsOf(Class<?> type, String property) {
        Field field = ReflectionUtils.findField(type, property);
        PropertyDescriptor descriptor = BeanUtils.getPropertyDescriptor(type, property);
        return Stream.<AnnotatedElement>of(field, descriptor == null ? null : descriptor.getReadMethod())
                .filter(Objects::nonNull);
    }

    private static boolean restricts(Annotation annotation, Kind kind) {
        Class<? extends Annotation> type = annotation.annotationType();
        String name = type.getSimpleName();
        return isConstraint(type) && (kind == Kind.ROWS ? MAXIMA.contains(name) : !SAYING_LITTLE.contains(name));
    }

    private static boolean isConstraint(Class<? extends Annotation> type) {
        return Stream.of(type.getAnnotations())
                .anyMatch(meta -> meta.annotationType().getName().equals("jakarta.validation.Constraint"));
    }
}
