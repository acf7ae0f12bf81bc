package dev.readiness.spring.test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/**
 * What the Java method of an endpoint reads.
 *
 * @param body type of its body, empty if it reads none
 * @param typedVariables variables of its path that take no arbitrary text
 */
record HandlerInput(Optional<BodyType> body, List<String> typedVariables) {

    static final HandlerInput NONE = new HandlerInput(Optional.empty(), List.of());

    static HandlerInput of(HandlerMethod handler) {
        List<MethodParameter> parameters = Arrays.asList(handler.getMethodParameters());
        return new HandlerInput(
                parameters.stream()
                        .flatMap(parameter -> bodyOf(parameter).stream())
                        .findFirst(),
                parameters.stream()
                        .flatMap(parameter -> typedVariableOf(parameter).stream())
                        .toList());
    }

    private static Optional<BodyType> bodyOf(MethodParameter parameter) {
        ResolvableType type = ResolvableType.forMethodParameter(parameter);
        if (parameter.hasParameterAnnotation(RequestBody.class)) {
            return Optional.of(new BodyType(type));
        }
        return HttpEntity.class.isAssignableFrom(parameter.getParameterType())
                ? Optional.of(new BodyType(type.as(HttpEntity.class).getGeneric()))
                : Optional.empty();
    }

    private static Optional<String> typedVariableOf(MethodParameter parameter) {
        PathVariable variable = parameter.getParameterAnnotation(PathVariable.class);
        Class<?> type = parameter.getParameterType();
        if (variable == null || !BeanUtils.isSimpleProperty(type) || CharSequence.class.isAssignableFrom(type)) {
            return Optional.empty();
        }
        String name = StringUtils.hasText(variable.name())
                ? variable.name()
                : parameter.getParameter().getName();
        return Optional.of(name);
    }
}
