package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import jakarta.servlet.ServletContext;

/** Knows who reaches an endpoint. */
interface AccessOracle {

    /** Returns who reaches {@code endpoint}, as far as this oracle can see. */
    Access of(Endpoint endpoint);

    /** Returns the oracle for endpoints that another web server of the same application answers, at its root. */
    default AccessOracle on(ServletContext server) {
        return this;
    }
}
