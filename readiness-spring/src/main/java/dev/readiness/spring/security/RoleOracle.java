package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;

/** Knows which of several callers, all of them logged in, get through to an endpoint. */
interface RoleOracle {

    /** Returns what each of {@code callers} gets at {@code endpoint}, in their order. */
    List<Passage> of(Endpoint endpoint, List<Authentication> callers);

    /** Returns the authorities that are named where {@code endpoints} are decided upon; the same may come more than once. */
    Stream<String> authoritiesAt(List<Endpoint> endpoints);
}
