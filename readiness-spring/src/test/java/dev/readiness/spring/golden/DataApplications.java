package dev.readiness.spring.golden;

import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Traps of data and secrets: what Boot does unasked, and values that are no secrets. */
final class DataApplications {

    private static final String SECRETS = "spring.config.location=classpath:/golden/secrets/";

    private DataApplications() {}

    static List<GoldenApplication> all() {
        return List.of(
                GoldenApplication.of(
                        "create-drop-unasked",
                        Plain.class,
                        "spring.datasource.url=jdbc:h2:mem:golden-create-drop",
                        "spring.flyway.enabled=false"),
                GoldenApplication.of(
                        "flyway-may-clean",
                        Plain.class,
                        "spring.datasource.url=jdbc:h2:mem:golden-clean",
                        "spring.jpa.hibernate.ddl-auto=none",
                        "spring.flyway.clean-disabled=false"),
                GoldenApplication.of("secrets-in-files", Plain.class, SECRETS, "SMS_TOKEN=test-only"));
    }

    /** A login for everything, and a database where one is configured. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(SafeguardApplications.Strict.class)
    static class Plain {}
}
