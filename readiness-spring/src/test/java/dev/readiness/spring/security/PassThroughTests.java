package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerInterceptor;

class PassThroughTests {

    private static final Logger LOG = LoggerFactory.getLogger(PassThroughTests.class);

    @ParameterizedTest
    @ValueSource(classes = {LoggingFilter.class, CorrelatingFilter.class, BranchingFilter.class})
    void knowsAFilterThatPassesOnEveryRequest(Class<?> filter) {
        assertThat(PassThrough.isCertainOfFilter(filter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                TokenFilter.class,
                ThrowingFilter.class,
                FailingFilter.class,
                AskingFilter.class,
                SilentFilter.class,
                CrashingFilter.class
            })
    void isNotCertainOfAFilterThatMayRefuse(Class<?> filter) {
        assertThat(PassThrough.isCertainOfFilter(filter)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(classes = {LoggingInterceptor.class, BranchingInterceptor.class})
    void knowsAnInterceptorThatLetsEveryRequestThrough(Class<?> interceptor) {
        assertThat(PassThrough.isCertainOfInterceptor(interceptor)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                RefusingInterceptor.class,
                EitherInterceptor.class,
                EitherTheOtherWayInterceptor.class,
                AskingInterceptor.class
            })
    void isNotCertainOfAnInterceptorThatMayRefuse(Class<?> interceptor) {
        assertThat(PassThrough.isCertainOfInterceptor(interceptor)).isFalse();
    }

    static class LoggingFilter implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            long start = System.nanoTime();
            LOG.info("{} comes in", ((HttpServletRequest) request).getRequestURI());
            try {
                chain.doFilter(request, response);
            } finally {
                LOG.info("took {} ns", System.nanoTime() - start);
            }
        }
    }

    static class CorrelatingFilter extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            MDC.put("request", UUID.randomUUID() + " " + request.getMethod());
            response.setHeader("X-Seen", "yes");
            chain.doFilter(request, response);
            MDC.clear();
        }
    }

    static class BranchingFilter implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (((HttpServletRequest) request).getHeader("X-Quiet") == null) {
                LOG.info("a request");
                chain.doFilter(request, response);
            } else {
                chain.doFilter(request, response);
            }
        }
    }

    static class TokenFilter implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (((HttpServletRequest) request).getHeader("X-Token") == null) {
                ((HttpServletResponse) response).sendError(401);
            } else {
                chain.doFilter(request, response);
            }
        }
    }

    static class ThrowingFilter implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (((HttpServletRequest) request).getHeader("X-Token") == null) {
                throw new ServletException("no token");
            }
            chain.doFilter(request, response);
        }
    }

    static class FailingFilter implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            Objects.requireNonNull(((HttpServletRequest) request).getHeader("X-Token"));
            chain.doFilter(request, response);
        }
    }

    static class AskingFilter implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            requireToken((HttpServletRequest) request);
            chain.doFilter(request, response);
        }

        private static void requireToken(HttpServletRequest request) {
            if (request.getHeader("X-Token") == null) {
                throw new IllegalStateException("no token");
            }
        }
    }

    static class SilentFilter implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {
            LOG.info("nobody gets past here");
        }
    }

    static class CrashingFilter implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            Integer user = (Integer) request.getAttribute("user");
            LOG.info("user {}", user);
            chain.doFilter(request, response);
        }
    }

    static class LoggingInterceptor implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            request.setAttribute("start", System.nanoTime());
            return true;
        }
    }

    static class BranchingInterceptor implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (request.getHeader("X-Quiet") == null) {
                LOG.info("a request");
                return true;
            }
            return true;
        }
    }

    static class RefusingInterceptor implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (request.getHeader("X-Token") == null) {
                return false;
            }
            return true;
        }
    }

    static class EitherInterceptor implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            return request.getHeader("X-Token") != null;
        }
    }

    static class EitherTheOtherWayInterceptor implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            return request.getHeader("X-Token") == null ? false : true;
        }
    }

    static class AskingInterceptor implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            handler.notifyAll();
            return true;
        }
    }
}
