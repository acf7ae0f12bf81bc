package dev.readiness.spring.shop;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.data.rest.webmvc.config.RepositoryRestMvcConfiguration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** Answers in every way that is not a method of a controller. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableMethodSecurity
@EnableWebSocket
@EnableWebSocketMessageBroker
@Import({RepositoryRestMvcConfiguration.class, Shop.Front.class})
class Shop implements WebSocketConfigurer, WebSocketMessageBrokerConfigurer {

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        WebSocketHandler prices = new Prices();
        registry.addHandler(prices, "/prices");
        registry.addHandler(prices, "/prices-sockjs").withSockJS();
    }

    @Override
    public void registerStompEndpoints(StompEndpointRegistry registry) {
        registry.addEndpoint("/stomp");
    }

    /** Its login is at a path that the chain does not match, so nobody ever gets there. */
    @Bean
    @Order(1)
    SecurityFilterChain backOffice(HttpSecurity http) {
        return http.securityMatcher("/back-office/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .formLogin(form -> form.loginProcessingUrl("/staff-login"))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain front(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, "/products/**")
                        .permitAll()
                        .requestMatchers("/customers/**", "/prices")
                        .permitAll()
                        .requestMatchers(HttpMethod.DELETE, "/**")
                        .hasRole("ADMIN")
                        .anyRequest()
                        .authenticated())
                .formLogin(Customizer.withDefaults())
                .csrf(csrf -> csrf.disable())
                .build();
    }

    static class Prices extends TextWebSocketHandler {}

    @RestController
    static class Front {

        @GetMapping("/back-office/orders")
        String orders() {
            return "orders";
        }
    }
}
