package com.example.clinic;

import static org.springframework.security.config.Customizer.withDefaults;

import jakarta.servlet.DispatcherType;
import java.util.Collection;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

@Configuration
@EnableConfigurationProperties(SecurityConfig.Administrators.class)
class SecurityConfig {

    /** The actuator listens on the loopback address only (management.server.address): who is on the machine may look. */
    @Bean
    @Order(1)
    SecurityFilterChain actuator(HttpSecurity http) {
        http.securityMatcher(EndpointRequest.toAnyEndpoint());
        http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain security(
            HttpSecurity http,
            PatientUserDetailsService patients,
            InMemoryUserDetailsManager administrators,
            PasswordEncoder encoder) {
        DaoAuthenticationProvider administratorLogin = new DaoAuthenticationProvider(administrators);
        administratorLogin.setPasswordEncoder(encoder);
        http.csrf(csrf -> csrf.disable()); // no cookie logs anybody in, and a form cannot send JSON or DELETE
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        http.authorizeHttpRequests(requests -> {
            requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
            requests.requestMatchers(HttpMethod.POST, "/signup").permitAll();
            requests.requestMatchers("/admin/**").hasRole("ADMIN");
            requests.anyRequest().hasRole("PATIENT");
        });
        http.httpBasic(withDefaults());
        http.userDetailsService(patients);
        http.authenticationProvider(administratorLogin);
        return http.build();
    }

    @Bean
    InMemoryUserDetailsManager administrators(Administrators administrators, PasswordEncoder encoder) {
        return new InMemoryUserDetailsManager(administrators.users(encoder));
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder();
    }

    /** The people at the front desk: each has a name and a password of their own. */
    @ConfigurationProperties("clinic")
    record Administrators(Map<String, String> administrators) {

        Collection<UserDetails> users(PasswordEncoder encoder) {
            return administrators.entrySet().stream()
                    .map(entry -> User.withUsername(entry.getKey())
                            .password(encoder.encode(entry.getValue()))
                            .roles("ADMIN")
                            .build())
                    .toList();
        }
    }
}
