package com.example.clinic;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

interface AppointmentRepository extends JpaRepository<Appointment, Long> {

    List<Appointment> findByPatientOrderByStartsAtDesc(String patient, Pageable page);

    List<Appointment> findAllByOrderByStartsAtDesc(Pageable page);

    List<Appointment> findByPhoneIndexInOrderByStartsAtDesc(List<String> indexes, Pageable page);

    Optional<Appointment> findByIdAndPatient(long id, String patient);
}
