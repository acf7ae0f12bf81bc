package com.example.clinic;

import dev.readiness.audit.AuditRetention;
import dev.readiness.audit.AuditSealer;
import dev.readiness.audit.AuditTrail;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Old records are removed with the login that owns them, because that of the application may not. */
@Configuration(proxyBeanMethods = false)
@Profile("car")
class RetentionConfig {

    private static final int RECORDS_PER_TRANSACTION = 500;

    @Bean
    AuditRetention auditRetention(
            @Value("${spring.flyway.url}") String url,
            @Value("${spring.flyway.user}") String owner,
            @Value("${spring.flyway.password}") String password,
            @Value("${readiness.audit.retention}") Duration keep,
            AuditTrail trail,
            AuditSealer sealer) {
        return new AuditRetention(
                new DriverManagerDataSource(url, owner, password),
                trail,
                sealer,
                keep,
                RECORDS_PER_TRANSACTION,
                InstantSource.system());
    }
}
