package dev.readiness.health;

/** A check of ours that looks outside of the process, and therefore never belongs to liveness. */
interface OutsideCheck extends HealthCheck {}
