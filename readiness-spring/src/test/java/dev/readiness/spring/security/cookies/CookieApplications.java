package dev.readiness.spring.security.cookies;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpCookie;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.WebUtils;
import reactor.core.publisher.Mono;

/** Applications whose own filters look at cookies, in a package of their own, because all of its classes are read. */
public final class CookieApplications {

    private CookieApplications() {}

    @RestController
    static class Api {

        @PostMapping("/api/visits")
        String book() {
            return "";
        }
    }

    @RestController
    static class ReactiveApi {

        @PostMapping("/api/visits")
        Mono<Void> book() {
            return Mono.empty();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Api.class)
    public static class TokenInACookie {

        @Bean
        SecurityFilterChain api(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .addFilterBefore(new CookieFilter(), UsernamePasswordAuthenticationFilter.class)
                    .csrf(CsrfConfigurer::disable)
                    .build();
        }
    }

    public static final class CookieFilter extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            Cookie token = WebUtils.getCookie(request, "token");
            if (token != null) {
                SecurityContextHolder.getContext()
                        .setAuthentication(
                                UsernamePasswordAuthenticationToken.authenticated(token.getValue(), null, List.of()));
            }
            chain.doFilter(request, response);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableWebFluxSecurity
    @Import(ReactiveApi.class)
    public static class ReactiveToken {

        @Bean
        SecurityWebFilterChain api(ServerHttpSecurity http) {
            return statelessWith(http, new CookieLogin());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableWebFluxSecurity
    @Import(ReactiveApi.class)
    public static class Harmless {

        @Bean
        SecurityWebFilterChain api(ServerHttpSecurity http) {
            return statelessWith(http, new Theme());
        }
    }

    private static SecurityWebFilterChain statelessWith(ServerHttpSecurity http, WebFilter filter) {
        return http.authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .addFilterAt(filter, SecurityWebFiltersOrder.AUTHENTICATION)
                .build();
    }

    static final class CookieLogin implements WebFilter {

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            HttpCookie token = exchange.getRequest().getCookies().getFirst("token");
            return token == null
                    ? chain.filter(exchange)
                    : chain.filter(exchange)
                            .contextWrite(ReactiveSecurityContextHolder.withAuthentication(
                                    UsernamePasswordAuthenticationToken.authenticated(
                                            token.getValue(), null, List.of())));
        }
    }

    static final class Theme implements WebFilter {

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            HttpCookie theme = exchange.getRequest().getCookies().getFirst("theme");
            exchange.getAttributes().put("theme", theme == null ? "" : theme.getValue());
            return chain.filter(exchange);
        }
    }
}
