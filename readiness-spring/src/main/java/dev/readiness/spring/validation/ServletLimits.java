package dev.readiness.spring.validation;

import dev.readiness.web.CompressedBodyFilter;
import jakarta.servlet.http.HttpServletRequest;

/** Looks up the limits of a servlet request once. Apart, because the servlet API need not be there. */
final class ServletLimits {

    private ServletLimits() {}

    static PathLimits of(RequestLimits limits, HttpServletRequest request) {
        return limits.of(
                request.getRequestURI(),
                request.getContextPath(),
                request.getAttribute(RequestLimits.FOUND),
                found -> request.setAttribute(RequestLimits.FOUND, found));
    }

    static CompressedBodyFilter.Mode codingOf(RequestLimits limits, HttpServletRequest request) {
        return switch (of(limits, request).compressedBodies()) {
            case REFUSE -> CompressedBodyFilter.Mode.REFUSE;
            case UNPACK -> CompressedBodyFilter.Mode.UNPACK;
            case PASS -> CompressedBodyFilter.Mode.PASS;
        };
    }
}
