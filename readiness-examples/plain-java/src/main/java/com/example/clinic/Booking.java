package com.example.clinic;

import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDateTime;

/** What the front desk sends. */
record Booking(
        @NotNull @Future LocalDateTime start,

        @NotBlank @Size(max = 200) @Pattern(regexp = "[^\\p{Cntrl}\\p{Cs}]*")
        String reason,

        @NotBlank @Pattern(regexp = "\\+[0-9]{7,15}") String phone) {}
