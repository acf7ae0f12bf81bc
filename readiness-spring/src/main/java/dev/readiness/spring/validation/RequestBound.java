package dev.readiness.spring.validation;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Finds the limits of the servlet request that this thread works for. */
final class RequestBound {

    private RequestBound() {}

    static PathLimits limits(RequestLimits limits) {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? ServletLimits.of(limits, attributes.getRequest())
                : limits.elsewhere();
    }
}
