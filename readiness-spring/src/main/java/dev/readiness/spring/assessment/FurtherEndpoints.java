package dev.readiness.spring.assessment;

import dev.readiness.assessment.Endpoint;
import java.util.List;

/**
 * Finds endpoints that no handler mapping knows, for example those that a security filter answers.
 *
 * <p>It is asked when the inventory is first read, which is after the start.
 */
public interface FurtherEndpoints {

    /** Returns what can be reached now, in any order. */
    List<Endpoint> endpoints();
}
