package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;

/** A page that a library adds to the application. */
interface LibraryPage {

    /** Returns the id of the rule that speaks of this page. */
    String rule();

    /** Returns whether {@code endpoint} leads to this page. */
    boolean isAt(Endpoint endpoint);

    /** Returns what is wrong when everybody reaches it, with a place for the paths. */
    String problem();

    /** Returns how to close it. */
    String remedy();

    /** Returns what is known of the page itself. */
    Evidence evidence();
}
