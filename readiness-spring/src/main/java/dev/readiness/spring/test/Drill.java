package dev.readiness.spring.test;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** One safeguard that is tried out at one endpoint after the other. */
interface Drill {

    /** Returns what must hold, as a sentence without a full stop. */
    String name();

    /** Returns the tests of {@code endpoint}; none where the safeguard has no meaning there. */
    Stream<DynamicTest> tests(DrilledEndpoint endpoint);
}
