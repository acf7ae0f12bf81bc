package dev.readiness.spring.validation;

import dev.readiness.validation.JsonPointer;
import dev.readiness.validation.Violation;
import dev.readiness.validation.Violation.In;
import java.lang.annotation.Annotation;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.MatrixVariable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;

/**
 * Where in the request the value of a handler's parameter comes from.
 *
 * @param in the part of the request
 * @param root the pointer to the parameter's value in that part
 */
record InputPlace(In in, JsonPointer root) {

    private static final Map<Class<? extends Annotation>, In> NAMED = Map.of(
            RequestParam.class, In.QUERY,
            PathVariable.class, In.PATH,
            MatrixVariable.class, In.PATH,
            RequestHeader.class, In.HEADER,
            CookieValue.class, In.COOKIE,
            RequestPart.class, In.PART);

    static InputPlace of(MethodParameter parameter, @Nullable String contentType) {
        for (Annotation annotation : parameter.getParameterAnnotations()) {
            if (annotation instanceof RequestBody) {
                return new InputPlace(In.BODY, JsonPointer.ROOT);
            }
            In in = NAMED.get(annotation.annotationType());
            if (in != null) {
                return named(in, nameIn(annotation, parameter), contentType);
            }
        }
        return parameter(contentType); // a model attribute
    }

    static InputPlace parameter(@Nullable String contentType) {
        return new InputPlace(inParameters(contentType), JsonPointer.ROOT);
    }

    static InputPlace named(In in, String name, @Nullable String contentType) {
        return new InputPlace(in == In.QUERY ? inParameters(contentType) : in, JsonPointer.ROOT.property(name));
    }

    Violation violation(JsonPointer pointer, String code, String message) {
        return new Violation(in, pointer.toString(), code, message);
    }

    private static String nameIn(Annotation annotation, MethodParameter parameter) {
        String name = MergedAnnotation.from(annotation).getString("name");
        String declared = parameter.getParameterName();
        return !name.isEmpty() ? name : declared != null ? declared : "";
    }

    /** Neither the servlet API nor a data binder tells query and form parameters apart; the media type does, well enough. */
    private static In inParameters(@Nullable String contentType) {
        return isForm(contentType) ? In.FORM : In.QUERY;
    }

    private static boolean isForm(@Nullable String contentType) {
        return contentType != null
                && (contentType.startsWith("application/x-www-form-urlencoded")
                        || contentType.startsWith("multipart/"));
    }
}
