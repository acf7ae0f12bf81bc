package dev.readiness.spring.validation;

import dev.readiness.validation.JsonPointer;
import dev.readiness.validation.ProblemDocument;
import dev.readiness.validation.Violation;
import dev.readiness.web.ServletProblemWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.PropertyAccessorUtils;
import org.springframework.core.ResolvableType;
import org.springframework.util.PatternMatchUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refuses requests with parameters for properties of a model attribute that no caller may set. */
final class NotFromRequestForms implements HandlerInterceptor, WebMvcConfigurer {

    private final RunningBinders binders;

    private final Map<Method, List<String>> patterns = new ConcurrentHashMap<>();

    NotFromRequestForms(RunningBinders binders) {
        this.binders = binders;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod method) || request.getDispatcherType() != DispatcherType.REQUEST) {
            return true;
        }
        List<String> keptOut = patterns.computeIfAbsent(method.getMethod(), key -> patternsOf(method));
        List<Violation> violations = keptOut.isEmpty()
                ? List.of()
                : request.getParameterMap().keySet().stream()
                        .filter(name -> isKeptOut(name, keptOut))
                        .map(name -> InputPlace.parameter(request.getContentType())
                                .violation(
                                        JsonPointer.ROOT.path(fieldOf(name)),
                                        "not-from-request",
                                        "must not be set by a caller"))
                        .toList();
        if (violations.isEmpty()) {
            return true;
        }
        ServletProblemWriter.write(ProblemDocument.invalidInput(violations), response);
        return false;
    }

    private List<String> patternsOf(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .filter(binders::isForm)
                .flatMap(parameter -> KeptOutFields.of(ResolvableType.forMethodParameter(parameter)).stream())
                .map(pattern -> pattern.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static boolean isKeptOut(String name, List<String> keptOut) {
        return PatternMatchUtils.simpleMatch(
                keptOut.toArray(String[]::new), fieldOf(name).toLowerCase(Locale.ROOT));
    }

    /** A leading underscore or exclamation mark says that a field may be missing, or what it is then. */
    private static String fieldOf(String name) {
        boolean marker = name.startsWith("_") || name.startsWith("!");
        return PropertyAccessorUtils.canonicalPropertyName(marker ? name.substring(1) : name);
    }
}
