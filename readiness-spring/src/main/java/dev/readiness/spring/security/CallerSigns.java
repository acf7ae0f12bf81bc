package dev.readiness.spring.security;

import dev.readiness.spring.assessment.MethodCall;
import java.util.Arrays;
import java.util.Set;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;

/** Knows by which signs code shows that it looks at who calls. */
final class CallerSigns {

    private static final Set<String> TYPES =
            Set.of("Principal", "Authentication", "UserDetails", "Jwt", "OAuth2User", "HttpSession", "WebSession");

    private static final Set<String> METHODS = Set.of(
            "getUserPrincipal",
            "getRemoteUser",
            "isUserInRole",
            "getPrincipal",
            "getAuthentication",
            "getCurrentAuditor",
            "getSession");

    private CallerSigns() {}

    /** Returns whether {@code handler}, or what it gets to, looks at who calls. */
    static boolean isAskedFor(HandlerMethod handler, HandlerCalls calls) {
        return Arrays.stream(handler.getMethodParameters()).anyMatch(CallerSigns::isCaller)
                || calls.firstCall(handler.getMethod(), CallerSigns::isAsked).isPresent();
    }

    private static boolean isCaller(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return TYPES.contains(type.getSimpleName())
                || type.getName().startsWith("org.springframework.security.")
                || Arrays.stream(parameter.getParameterAnnotations())
                        .map(annotation -> annotation.annotationType().getSimpleName())
                        .anyMatch(CallerSigns::namesCaller);
    }

    /** A header, a cookie or an attribute of the session may hold who calls. */
    private static boolean namesCaller(String annotation) {
        return annotation.contains("Principal")
                || annotation.contains("Current")
                || annotation.contains("Login")
                || annotation.contains("Auth")
                || annotation.equals("RequestHeader")
                || annotation.equals("CookieValue")
                || annotation.equals("SessionAttribute")
                || annotation.equals("RequestAttribute");
    }

    private static boolean isAsked(MethodCall call) {
        return call.owner().endsWith(".SecurityContextHolder")
                || call.owner().endsWith(".SecurityContext")
                || call.owner().endsWith(".ReactiveSecurityContextHolder")
                || (call.owner().endsWith("Principal") && call.name().equals("getName"))
                || (call.owner().endsWith("ServletRequest")
                        && (call.name().equals("getHeader") || call.name().equals("getAttribute")))
                || METHODS.contains(call.name());
    }
}
