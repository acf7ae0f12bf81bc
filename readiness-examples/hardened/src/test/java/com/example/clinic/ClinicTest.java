package com.example.clinic;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** A test that talks to the whole clinic over HTTP. What is not said here is as in production. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "management.prometheus.metrics.export.enabled=true", // Spring Boot turns it off in tests
            "spring.datasource.url=jdbc:h2:file:${java.io.tmpdir}/clinic-${random.uuid}/clinic",
            "clinic.sms.stand-in.port=0",
            "readiness.rate-limit.rules.signup.limits=1000/1m" // every test signs somebody up, all from one address
        })
@Import(ClinicTestConfig.class)
@interface ClinicTest {}
