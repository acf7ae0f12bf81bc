package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;

/** Knows who reaches an endpoint. */
interface AccessOracle {

    /** Returns who reaches {@code endpoint}, as far as this oracle can see. */
    Access of(Endpoint endpoint);
}
