package dev.readiness.spring.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.ratelimit.LoginProtection;
import dev.readiness.ratelimit.LoginProtection.State;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads the byte code of the small classes below, as that of an application is read. */
class OwnLimitsTests {

    @Test
    void aFilterThatRefusesFloodsMayLimitAnything() {
        assertThat(limits(FloodFilter.class).seen()).hasValue("OwnLimitsTests.FloodFilter");
        assertThat(limits(FloodFilter.class).unlessLimitedBy(new LoginProtection(State.UNLIMITED, "seen")))
                .satisfies(protection -> {
                    assertThat(protection.state()).isEqualTo(State.UNKNOWN);
                    assertThat(protection.seen()).contains("FloodFilter");
                });
    }

    @Test
    void soMayOneThatLeavesItToAnotherClassAndAnAdvice() {
        assertThat(limits(DelegatingFilter.class, Refusal.class).seen()).hasValue("OwnLimitsTests.DelegatingFilter");
        assertThat(limits(Advice.class).seen()).hasValue("OwnLimitsTests.Advice");
    }

    @Test
    void aClientThatIsRefusedElsewhereLimitsNobody() {
        assertThat(limits(Client.class, OtherFilter.class).seen()).isEmpty();
        assertThat(limits(OtherFilter.class).unlessLimitedBy(new LoginProtection(State.UNLIMITED, "seen")))
                .isEqualTo(new LoginProtection(State.UNLIMITED, "seen"));
    }

    private static OwnLimits limits(Class<?>... types) {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        AutoConfigurationPackages.register(beans, "dev.readiness.spring.ratelimit");
        // Test classes are left out of what is read of an application: a resolver of its own shows them.
        return new OwnLimits(beans, new PathMatchingResourcePatternResolver() {
            @Override
            public Resource[] getResources(String pattern) {
                return Stream.of(types).map(OwnLimitsTests::classFileOf).toArray(Resource[]::new);
            }
        });
    }

    private static Resource classFileOf(Class<?> type) {
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file))) {
            return new ByteArrayResource(in.readAllBytes(), type.getName());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    static class FloodFilter extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            response.setStatus(429);
        }
    }

    static class DelegatingFilter extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            Refusal.write(response);
        }
    }

    static class Refusal {

        static void write(HttpServletResponse response) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        }
    }

    @RestControllerAdvice
    static class Advice {

        @ExceptionHandler(IllegalStateException.class)
        HttpStatus tooMany() {
            return HttpStatus.TOO_MANY_REQUESTS;
        }
    }

    static class Client {

        boolean mayTryAgain(int status) {
            return status == 429;
        }
    }

    static class OtherFilter extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            chain.doFilter(request, response);
        }
    }
}
