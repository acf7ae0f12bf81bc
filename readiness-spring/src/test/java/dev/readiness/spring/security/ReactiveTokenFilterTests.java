package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Inventory;
import dev.readiness.spring.assessment.EndpointOrigins;
import dev.readiness.spring.assessment.ReachedCalls;
import io.jsonwebtoken.Jwts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Filters of a reactive application are read; they are not called. */
class ReactiveTokenFilterTests {

    @Test
    void aFilterThatFailsOnABrokenTokenIsFound() {
        assertThat(results(Careless.class)).containsExactly("FAIL Careless");
    }

    @Test
    void oneThatCatchesOrGoesOnIsNot() {
        assertThat(results(Catching.class)).containsExactly("PASS application");
        assertThat(results(GoingOn.class)).containsExactly("PASS application");
    }

    private static Stream<String> results(Class<?> filter) {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        AutoConfigurationPackages.register(beans, ReactiveTokenFilterTests.class.getPackageName());
        HandlerCalls calls = new HandlerCalls(ReachedCalls.of(beans, new DefaultResourceLoader()));
        TokenFilters filters = new TokenFilters(() -> Stream.of(filter), calls, EndpointOrigins.of(beans));
        return new BadTokenRule(filters, calls)
                .assess(new Inventory("clinic", List.of())).stream()
                        .map(finding -> finding.result() + " " + finding.where());
    }

    private static String subjectOf(String token) {
        return Jwts.parser().build().parseUnsecuredClaims(token).getPayload().getSubject();
    }

    static class Careless implements WebFilter {

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            exchange.getAttributes().put("who", subjectOf("token"));
            return chain.filter(exchange);
        }
    }

    static class Catching implements WebFilter {

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            try {
                exchange.getAttributes().put("who", subjectOf("token"));
            } catch (RuntimeException ex) {
                exchange.getAttributes().remove("who");
            }
            return chain.filter(exchange);
        }
    }

    static class GoingOn implements WebFilter {

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            return Mono.fromCallable(() -> subjectOf("token"))
                    .onErrorResume(failure -> Mono.empty())
                    .then(chain.filter(exchange));
        }
    }
}
