package com.example.clinic;

import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Service;

/** Lets patients log in with their e-mail address and password. */
@Service
class PatientUserDetailsService implements UserDetailsService {

    private final PatientRepository patients;

    PatientUserDetailsService(PatientRepository patients) {
        this.patients = patients;
    }

    @Override
    public UserDetails loadUserByUsername(String email) {
        return patients.findByEmail(email)
                .map(patient -> User.withUsername(patient.email())
                        .password(patient.passwordHash())
                        .roles("PATIENT")
                        .build())
                .orElseThrow(() -> new UsernameNotFoundException("No patient has the address " + email));
    }
}
