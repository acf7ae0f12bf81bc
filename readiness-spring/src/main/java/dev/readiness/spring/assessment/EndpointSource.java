package dev.readiness.spring.assessment;

import java.util.List;

/** Finds the endpoints of one kind in the running application. */
interface EndpointSource {

    /** Returns what is mapped now, in any order. */
    List<MappedEndpoint> endpoints();
}
