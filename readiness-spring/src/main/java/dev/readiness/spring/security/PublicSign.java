package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import java.util.Optional;

/** Gives the benefit of the doubt: what looks open on purpose is asked about, not accused. */
interface PublicSign {

    /** Returns what makes {@code endpoint} look public on purpose, as a clause, if anything does. */
    Optional<String> signOf(Endpoint endpoint);
}
