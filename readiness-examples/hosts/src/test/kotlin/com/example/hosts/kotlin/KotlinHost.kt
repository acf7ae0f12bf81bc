package com.example.hosts.kotlin

import com.example.hosts.Visitor
import dev.readiness.spring.audit.AuditAction
import jakarta.validation.Valid
import jakarta.validation.constraints.NotBlank
import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.boot.runApplication
import org.springframework.context.annotation.Bean
import org.springframework.jdbc.core.JdbcTemplate
import org.springframework.security.config.annotation.web.builders.HttpSecurity
import org.springframework.security.config.annotation.web.invoke
import org.springframework.security.core.userdetails.User
import org.springframework.security.core.userdetails.UserDetailsService
import org.springframework.security.web.SecurityFilterChain
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.PathVariable
import org.springframework.web.bind.annotation.PostMapping
import org.springframework.web.bind.annotation.RequestBody
import org.springframework.web.bind.annotation.RestController

/** An application as Kotlin writes it: data classes, top-level functions, defaults, and a handler that suspends. */
@SpringBootApplication
class KotlinHost {

    @Bean
    fun security(http: HttpSecurity): SecurityFilterChain {
        http {
            csrf { disable() }
            httpBasic { }
            authorizeHttpRequests { authorize(anyRequest, authenticated) }
        }
        return http.build()
    }

    @Bean
    fun users() = UserDetailsService { User.withUsername("ann").password("{noop}test-only").build() }
}

data class Visit(@field:NotBlank val reason: String, val remind: Boolean = true)

@RestController
class Visits {

    @PostMapping("/visits")
    @AuditAction("visit.book", target = "#result.reason")
    fun book(@RequestBody @Valid visit: Visit) = visit

    @GetMapping("/visits/{id}")
    suspend fun find(@PathVariable id: Long) = Visit("checkup of $id")
}

/** Runs with the dependency alone, then with each safeguard. */
fun main() {
    runApplication<KotlinHost>(*Visitor.ALONE.toTypedArray()).use { Visitor.visit("alone", it) }
    runApplication<KotlinHost>(*Visitor.hardened("--readiness.observability.correlation=true", "--readiness.audit.store=jdbc")).use {
        Visitor.visit("hardened", it)
        val records = it.getBean(JdbcTemplate::class.java)
            .queryForObject("SELECT count(*) FROM readiness_audit WHERE action = 'visit.book' AND outcome = 'SUCCESS'", Int::class.java)
        println("recorded: $records")
    }
}
