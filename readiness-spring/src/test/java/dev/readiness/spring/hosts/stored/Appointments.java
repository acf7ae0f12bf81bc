package dev.readiness.spring.hosts.stored;

import org.springframework.data.jpa.repository.JpaRepository;

/** Where the host of the slice of the data layer stores. */
interface Appointments extends JpaRepository<Appointment, Long> {}
