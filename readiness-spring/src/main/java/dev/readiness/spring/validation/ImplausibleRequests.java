package dev.readiness.spring.validation;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses what Spring MVC would answer with a server error although only the client is at fault: a body whose content type
 * is a pattern, such as {@code *}{@code /*}, and a request for the error page where there was no error.
 */
final class ImplausibleRequests implements HandlerInterceptor, WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotSupportedException {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            refuseErrorPage(handler);
            refusePattern(request.getContentType());
        }
        return true;
    }

    /** The error page of an application with one of its own is its own matter. */
    private static void refuseErrorPage(Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getSimpleName().equals("BasicErrorController")) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    private static void refusePattern(@Nullable String contentType) throws HttpMediaTypeNotSupportedException {
        if (contentType != null && contentType.contains("*") && isPattern(contentType)) {
            throw new HttpMediaTypeNotSupportedException("A content type is no pattern");
        }
    }

    /** What cannot be read at all is refused by whoever reads it. */
    private static boolean isPattern(String contentType) {
        try {
            return !MediaType.parseMediaType(contentType).isConcrete();
        } catch (InvalidMediaTypeException ex) {
            return false;
        }
    }
}
