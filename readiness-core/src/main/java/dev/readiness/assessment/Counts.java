package dev.readiness.assessment;

/** How many places were asked about in a whole assessment, and with what result. */
record Counts(int asked, int passed, int failed, int unknown, int attested, int waived) {

    static Counts of(Assessment assessment) {
        return assessment.dimensions().stream()
                .map(standing -> new Counts(
                        standing.asked(),
                        standing.passed(),
                        standing.failed(),
                        standing.unknown(),
                        standing.attested(),
                        standing.waived()))
                .reduce(new Counts(0, 0, 0, 0, 0, 0), Counts::plus);
    }

    private Counts plus(Counts other) {
        return new Counts(
                asked + other.asked,
                passed + other.passed,
                failed + other.failed,
                unknown + other.unknown,
                attested + other.attested,
                waived + other.waived);
    }
}
