package dev.readiness.spring.secrets;

import dev.readiness.secrets.LoadedSecrets;
import dev.readiness.secrets.SecretMask;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Hides loaded secrets in problem documents, whose texts are often those of exceptions. Other answers stay as they are. */
@ControllerAdvice
final class ProblemsWithoutSecrets implements ResponseBodyAdvice<Object> {

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
        return true; // what is written is known later: a handler may declare any type
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType selectedContentType,
            Class<? extends HttpMessageConverter<?>> selectedConverterType,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof ProblemDetail problem) {
            hide(problem);
        }
        return body;
    }

    private static void hide(ProblemDetail problem) {
        SecretMask mask = LoadedSecrets.mask();
        if (problem.getTitle() != null) {
            problem.setTitle(mask.mask(problem.getTitle()));
        }
        if (problem.getDetail() != null) {
            problem.setDetail(mask.mask(problem.getDetail()));
        }
        Map<String, Object> properties = problem.getProperties();
        if (properties != null) {
            new LinkedHashMap<>(properties).forEach((name, value) -> {
                if (value instanceof String text) {
                    problem.setProperty(name, mask.mask(text));
                }
            });
        }
    }
}
