package com.example.visits;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** Books visits, on Spring Boot 3.5. */
@SpringBootApplication
public class VisitsApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(VisitsApplication.class, arguments);
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.csrf(csrf -> csrf.disable())
                .httpBasic(Customizer.withDefaults())
                .authorizeHttpRequests(requests -> requests.requestMatchers("/opening-hours", "/actuator/health/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    /** Two people for the tests; a real application reads its people from its database. */
    @Bean
    UserDetailsService people(
            @org.springframework.beans.factory.annotation.Value("${visits.password}") String password) {
        return new InMemoryUserDetailsManager(
                User.withUsername("ann").password("{noop}" + password).build(),
                User.withUsername("bea").password("{noop}" + password).build());
    }
}
