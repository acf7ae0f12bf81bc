package com.example.clinic;

import java.time.LocalDateTime;

/** A booking that was made. */
record Appointment(long id, LocalDateTime start, String reason, String phone) {}
