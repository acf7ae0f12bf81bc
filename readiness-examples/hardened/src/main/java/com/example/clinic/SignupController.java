package com.example.clinic;

import dev.readiness.spring.audit.AuditAction;
import dev.readiness.validation.constraints.SafeText;
import dev.readiness.validation.constraints.StrongPassword;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class SignupController {

    private final PatientRepository patients;
    private final PasswordEncoder encoder;

    SignupController(PatientRepository patients, PasswordEncoder encoder) {
        this.patients = patients;
        this.encoder = encoder;
    }

    @PostMapping("/signup")
    @AuditAction(value = "patient.sign-up", target = "#result.id()")
    @ResponseStatus(HttpStatus.CREATED)
    SignedUp signUp(@Valid @RequestBody SignupRequest request) {
        Patient patient = save(new Patient(request.name(), request.email(), encoder.encode(request.password())));
        return new SignedUp(patient.id(), patient.name(), patient.email());
    }

    private Patient save(Patient patient) {
        try {
            return patients.save(patient);
        } catch (DataIntegrityViolationException e) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "Somebody has signed up with this address", e);
        }
    }

    record SignupRequest(
            @NotBlank @SafeText @Size(max = 100) String name,
            @NotBlank @Email @Size(max = 254) String email,

            @NotBlank @StrongPassword(min = 12, context = "clinic") @Size(max = 72)
            String password) {}

    record SignedUp(Long id, String name, String email) {}
}
