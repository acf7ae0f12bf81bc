package dev.readiness.spring.validation;

import java.util.Arrays;
import java.util.List;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.HandlerMethod;

/** Knows how the running data binder fills a parameter that is not read from the body. */
interface FormBinders {

    /** Returns the fields of {@code parameter} that a request may fill. */
    BoundFields fieldsOf(HandlerMethod handler, MethodParameter parameter);

    /** Returns whether an init binder adds a validator that checks {@code parameter}. */
    default BinderValidation validationOf(HandlerMethod handler, MethodParameter parameter) {
        return BinderValidation.UNSEEN;
    }

    /** Returns binders of which nothing can be seen, except that what is annotated as something else is no form. */
    static FormBinders unseen() {
        List<String> ofForms =
                List.of(ModelAttribute.class.getName(), "jakarta.validation.", "org.springframework.validation.");
        return (handler, parameter) -> Arrays.stream(parameter.getParameterAnnotations())
                        .map(annotation -> annotation.annotationType().getName())
                        .allMatch(name -> ofForms.stream().anyMatch(name::startsWith))
                ? BoundFields.UNKNOWN
                : BoundFields.NONE;
    }
}
