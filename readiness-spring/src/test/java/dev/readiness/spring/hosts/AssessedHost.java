package dev.readiness.spring.hosts;

import dev.readiness.assessment.Assessment;
import dev.readiness.spring.assessment.Readiness;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** Starts with every safeguard, is assessed, says whether anything could not be asked, and ends. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = HibernateJpaAutoConfiguration.class)
@Import(HostApplication.Visits.class)
class AssessedHost {

    public static void main(String[] arguments) {
        SpringApplication host = new SpringApplication(AssessedHost.class);
        host.setDefaultProperties(Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "spring.flyway.enabled", "false",
                "spring.data.jpa.repositories.enabled", "false",
                "readiness.audit.store", "jdbc",
                "readiness.observability.correlation", "true",
                "readiness.rate-limit.rules.visits.routes", "POST /visits",
                "readiness.rate-limit.rules.visits.limits", "2/1h",
                "readiness.rate-limit.rules.visits.key", "client-address",
                "readiness.validation.problem-details", "true"));
        try (ConfigurableApplicationContext context = host.run(arguments)) {
            Assessment assessment = Readiness.assess(context);
            boolean broken = assessment.findings().stream()
                    .anyMatch(finding -> finding.problem().startsWith("The rule could not be asked"));
            System.out.println(
                    assessment.notes().isEmpty() && !broken
                            ? "assessed without a remark"
                            : "assessed, but: " + assessment.notes() + assessment.findings());
        }
    }
}
