package dev.readiness.spring.health;

/** Where an indicator looks. */
enum IndicatorKind {
    /** Within this process, or at the machine it runs on. */
    INSIDE,
    /** At something that a restart of this process cannot mend. */
    OUTSIDE,
    /** Written by the application, so nobody knows. */
    OWN
}
