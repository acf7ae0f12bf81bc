package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import java.util.stream.Stream;

/** Names what may stand before an endpoint outside of Spring Security. */
interface OtherGuards {

    /**
     * Returns a name for each thing that may refuse a caller of {@code endpoint} and that cannot be asked.
     *
     * <p>What evidently decides nothing is left out: an endpoint is called open only if nothing of the application's own
     * stands before it.
     */
    Stream<String> of(Endpoint endpoint);
}
