package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.ClientAddresses;
import dev.readiness.web.RateLimitFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.springframework.web.context.request.async.WebAsyncUtils;

/** Answers a login above the limit with 429, in front of Spring Security, whose filters do not know that answer. */
final class LoginLimitFilter implements Filter {

    static final String POLICY = "login";

    private final ClientAddresses addresses;

    LoginLimitFilter(ClientAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String before = LoginRequest.address();
        try {
            if (before == null && request instanceof HttpServletRequest http) {
                begin(http);
            }
            chain.doFilter(request, response);
        } catch (LoginRateLimitedException ex) {
            if (response.isCommitted()) {
                throw ex;
            }
            RateLimitFilter.refuse(POLICY, ex.decision(), (HttpServletResponse) response);
        } finally {
            if (before == null) {
                LoginRequest.end();
            }
        }
    }

    private void begin(HttpServletRequest request) {
        String address = addresses.find(request.getRemoteAddr(), name -> Collections.list(request.getHeaders(name)));
        LoginRequest.begin(address);
        WebAsyncUtils.getAsyncManager(request)
                .registerCallableInterceptor(LoginRequest.class, new LoginRequest.Handover(address));
    }
}
