package com.example.hosts.reactive;

import com.example.hosts.Visitor;
import dev.readiness.spring.audit.AuditAction;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** WebFlux on Netty, with a database that is reached by R2DBC alone. */
@SpringBootApplication
public class ReactiveHost {

    /** Runs with the dependency alone, then with each safeguard. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        SpringApplication application = new SpringApplication(ReactiveHost.class);
        try (ConfigurableApplicationContext host = application.run(Visitor.ALONE.toArray(String[]::new))) {
            Visitor.visit("alone", host);
            System.out.println("data sources: " + host.getBeanNamesForType(DataSource.class).length);
        }
        Path trail = Files.createTempFile("visits", ".jsonl");
        try (ConfigurableApplicationContext host =
                application.run(Visitor.hardened("--readiness.audit.store=file", "--readiness.audit.file=" + trail))) {
            Visitor.visit("hardened", host);
        }
        System.out.println("recorded: "
                + Files.readAllLines(trail).stream()
                        .filter(line -> line.contains("visit.book") && line.contains("SUCCESS"))
                        .count());
        Files.delete(trail);
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(Customizer.withDefaults())
                .authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
                .build();
    }

    @Bean
    MapReactiveUserDetailsService users() {
        return new MapReactiveUserDetailsService(
                User.withUsername("ann").password("{noop}test-only").build());
    }

    record Visit(@NotBlank String reason) {}

    @RestController
    static class Visits {

        private final DatabaseClient database;

        Visits(DatabaseClient database) {
            this.database = database;
        }

        @PostMapping("/visits")
        @AuditAction("visit.book")
        Mono<Visit> book(@RequestBody @Valid Visit visit) {
            return database.sql("SELECT 1").fetch().one().thenReturn(visit);
        }
    }
}
