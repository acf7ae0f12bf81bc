package com.example.hosts.servlet;

import com.example.hosts.Visitor;
import dev.readiness.spring.audit.AuditAction;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Spring MVC with a database, in whichever server the class path has. */
@SpringBootApplication
public class ServletHost {

    /** Runs with the dependency alone, then with each safeguard. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        SpringApplication application = new SpringApplication(ServletHost.class);
        try (ConfigurableApplicationContext host = application.run(Visitor.ALONE.toArray(String[]::new))) {
            Visitor.visit("alone", host);
            System.out.println("server: "
                    + ((ServletWebServerApplicationContext) host)
                            .getWebServer()
                            .getClass()
                            .getSimpleName());
            System.out.println("tables: " + tables(host));
        }
        try (ConfigurableApplicationContext host = application.run(
                Visitor.hardened("--readiness.observability.correlation=true", "--readiness.audit.store=jdbc"))) {
            Visitor.visit("hardened", host);
            System.out.println("recorded: " + records(host));
        }
    }

    static int tables(ConfigurableApplicationContext host) {
        return count(host, "information_schema.tables WHERE table_schema = 'PUBLIC'");
    }

    static int records(ConfigurableApplicationContext host) {
        return count(host, "readiness_audit WHERE action = 'visit.book' AND outcome = 'SUCCESS'");
    }

    private static int count(ConfigurableApplicationContext host, String what) {
        Integer count = host.getBean(JdbcTemplate.class).queryForObject("SELECT count(*) FROM " + what, Integer.class);
        return count == null ? 0 : count;
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        return http.csrf(csrf -> csrf.disable())
                .httpBasic(Customizer.withDefaults())
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .build();
    }

    @Bean
    UserDetailsService users() {
        return name -> User.withUsername("ann").password("{noop}test-only").build();
    }

    record Visit(@NotBlank String reason) {}

    @RestController
    static class Visits {

        @PostMapping("/visits")
        @AuditAction("visit.book")
        Visit book(@RequestBody @Valid Visit visit) {
            return visit;
        }
    }
}
