package com.example.clinic;

import static org.springframework.security.config.Customizer.withDefaults;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

@Configuration
class SecurityConfig {

    private static final String ADMIN_PASSWORD = "admin123";

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            PatientUserDetailsService patients,
            InMemoryUserDetailsManager admin,
            PasswordEncoder encoder) {
        DaoAuthenticationProvider adminLogin = new DaoAuthenticationProvider(admin);
        adminLogin.setPasswordEncoder(encoder);
        http.csrf(csrf -> csrf.disable());
        http.authorizeHttpRequests(requests -> {
            requests.requestMatchers("/admin").hasRole("ADMIN");
            requests.requestMatchers(HttpMethod.POST, "/appointments").authenticated();
            requests.anyRequest().permitAll();
        });
        http.httpBasic(withDefaults());
        http.userDetailsService(patients);
        http.authenticationProvider(adminLogin);
        return http.build();
    }

    @Bean
    InMemoryUserDetailsManager admin(PasswordEncoder encoder) {
        return new InMemoryUserDetailsManager(User.withUsername("admin")
                .password(encoder.encode(ADMIN_PASSWORD))
                .roles("ADMIN")
                .build());
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder();
    }
}
