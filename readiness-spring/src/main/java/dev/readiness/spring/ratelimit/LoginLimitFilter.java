package dev.readiness.spring.ratelimit;

import dev.readiness.web.RateLimitFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers a login above the limit with 429, in front of Spring Security, whose filters do not know that answer. */
final class LoginLimitFilter implements Filter {

    private static final String POLICY = "login";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (LoginRateLimitedException ex) {
            if (response.isCommitted()) {
                throw ex;
            }
            RateLimitFilter.refuse(POLICY, ex.decision(), (HttpServletResponse) response);
        }
    }
}
