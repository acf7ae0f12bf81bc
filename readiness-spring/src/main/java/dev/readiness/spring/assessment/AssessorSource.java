package dev.readiness.spring.assessment;

import dev.readiness.assessment.Assessor;
import java.util.List;

/** Gives a new assessor of the running application, without its slices. */
interface AssessorSource {

    /**
     * Returns a builder that holds whatever does not depend on the endpoints.
     *
     * @param notes takes remarks on what cannot be asked
     */
    Assessor.Builder assessor(List<String> notes);
}
