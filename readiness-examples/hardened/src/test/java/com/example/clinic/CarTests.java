package com.example.clinic;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ActiveProfiles;

/** The stage in which an endpoint that anybody reaches, and nobody has listed as public, stops the start. */
@ClinicTest
@ActiveProfiles("car")
class CarTests {

    @Test
    void theClinicStartsBecauseSigningUpIsListed(@Autowired ClinicClient clinic) {
        clinic.as(clinic.signUp()).book();
    }
}
