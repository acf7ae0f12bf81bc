package com.example.clinic;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface AppointmentRepository extends JpaRepository<Appointment, Long> {

    List<Appointment> findByPatient(String patient);

    Optional<Appointment> findByIdAndPatient(long id, String patient);
}
