package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.spring.RunningApplication;
import dev.readiness.spring.assessment.HardeningReport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A login form whose page, and the one after a failure, everybody may see. */
class FormLoginTests {

    @Test
    void thePageAfterAFailureOpensNoOtherPath() {
        try (RunningApplication application = RunningApplication.start(Visits.class)) {
            assertThat(application.get("/visits").statusCode()).isEqualTo(302);
            List<Finding> findings = application
                    .context()
                    .getBean(HardeningReport.class)
                    .assessment()
                    .findings();

            assertThat(findings)
                    .filteredOn(finding -> finding.ruleId().equals("access.endpoint-open"))
                    .extracting(finding -> finding.result() + " " + finding.where())
                    .contains("PASS GET /visits")
                    .doesNotContain("UNKNOWN GET /visits");
            assertThat(findings)
                    .filteredOn(finding -> finding.ruleId().equals("access.default-open"))
                    .extracting(finding -> finding.result().toString())
                    .containsExactly("PASS");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(VisitPages.class)
    static class Visits {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(form -> form.loginPage("/login")
                            .failureUrl("/login?error=true")
                            .permitAll())
                    .build();
        }
    }

    @RestController
    static class VisitPages {

        @GetMapping("/visits")
        String visits() {
            return "visits";
        }
    }
}
