package com.example.clinic;

import com.example.clinic.ClinicClient.User;
import dev.readiness.spring.test.Caller;
import dev.readiness.spring.test.Drills;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Fires at the slice what nobody sends by mistake. */
@ClinicTest
@Import(CheapPasswordConfig.class)
@TestPropertySource(properties = "readiness.rate-limit.enabled=false")
@DirtiesContext // what was accepted is in the database
class HostileInputTests {

    /** 40 broken documents; {@code -Pfuzz} fires 2,000. */
    private static final int MOST = Math.max(40, Integer.getInteger("fuzz.requests", 0) / 50);

    @TestFactory
    Stream<DynamicNode> theBookingSliceSurvives(@Autowired ApplicationContext context, @Autowired ClinicClient clinic) {
        User patient = clinic.signUp();
        return Drills.of(context)
                .slice("booking")
                .as(Caller.basic(patient.name(), patient.password()))
                .sample("POST /signup", """
                        {"name": "Grace", "email": "grace@example.com", "password": "correct horse battery"}""")
                .sample("POST /appointments", ClinicClient.BOOKING)
                .hostileInputs(MOST)
                .tests()
                .filter(drill -> drill.getDisplayName().startsWith("hostile input"));
    }
}
