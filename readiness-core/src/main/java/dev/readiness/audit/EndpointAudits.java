package dev.readiness.audit;

import dev.readiness.assessment.Endpoint;

/** Tells what the running configuration records at an endpoint. Safe for use by many threads. */
@FunctionalInterface
public interface EndpointAudits {

    /** Returns what is recorded at {@code endpoint}. */
    EndpointAudit at(Endpoint endpoint);
}
