package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import java.util.Optional;

/** Knows who reaches endpoints that the application's own server does not answer. */
interface ElsewhereAccess {

    /** Returns who reaches {@code endpoint}, or nothing if the application's own server answers it. */
    Optional<Access> of(Endpoint endpoint);
}
