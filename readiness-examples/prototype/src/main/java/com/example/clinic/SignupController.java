package com.example.clinic;

import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SignupController {

    private final PatientRepository patients;
    private final PasswordEncoder encoder;

    SignupController(PatientRepository patients, PasswordEncoder encoder) {
        this.patients = patients;
        this.encoder = encoder;
    }

    @PostMapping("/signup")
    @ResponseStatus(HttpStatus.CREATED)
    SignedUp signUp(@RequestBody SignupRequest request) {
        Patient patient =
                patients.save(new Patient(request.name(), request.email(), encoder.encode(request.password())));
        return new SignedUp(patient.id(), patient.name(), patient.email());
    }

    record SignupRequest(String name, String email, String password) {}

    record SignedUp(Long id, String name, String email) {}
}
