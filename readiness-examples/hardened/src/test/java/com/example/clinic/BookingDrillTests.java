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

/** Fires at the slice that the clinic has hardened. */
@ClinicTest
@Import(CheapPasswordConfig.class)
@TestPropertySource(
        properties = {
            "readiness.rate-limit.rules.signup.limits=20/1m", // as in production
            "readiness.rate-limit.rules.appointments.limits=30/1m" // small enough to be used up by a drill
        })
@DirtiesContext // what the floods use up is missing for others
class BookingDrillTests {

    @TestFactory
    Stream<DynamicNode> theBookingSliceHoldsWhatItPromises(
            @Autowired ApplicationContext context, @Autowired ClinicClient clinic) {
        User patient = clinic.signUp();
        User stranger = clinic.signUp();
        return Drills.of(context)
                .slice("booking")
                .as(Caller.basic(patient.name(), patient.password()))
                .sample("POST /signup", """
                        {"name": "Grace", "email": "grace@example.com", "password": "correct horse battery"}""")
                .sample("POST /appointments", ClinicClient.BOOKING)
                .owned("GET /appointments/{id}", clinic.as(patient).book())
                .stranger(Caller.basic(stranger.name(), stranger.password()))
                .holder("ROLE_PATIENT", Caller.basic(stranger.name(), stranger.password()))
                .holder("ROLE_ADMIN", Caller.basic("grace", "test-password-of-grace"))
                .role("front desk", Caller.basic("grace", "test-password-of-grace"))
                .role(
                        "patient",
                        Caller.basic(stranger.name(), stranger.password()),
                        "POST /appointments",
                        "GET /appointments/{id}")
                .tests();
    }
}
