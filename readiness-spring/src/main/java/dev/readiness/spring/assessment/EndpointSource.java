package dev.readiness.spring.assessment;

import java.util.List;

/** Finds the endpoints of one kind in the running application. */
interface EndpointSource {

    /** Returns what is mapped now, in any order. */
    List<MappedEndpoint> endpoints();

    /** Returns the source that gives what {@code further} finds. */
    static EndpointSource of(FurtherEndpoints further) {
        return () ->
                further.endpoints().stream().map(MappedEndpoint::withoutMethod).toList();
    }
}
