package dev.readiness.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * How the recording stands, since the trail was made.
 *
 * @param dropped number of records of {@link AuditPolicy#BEST_EFFORT} that were dropped
 * @param lastDropped when the last one was dropped
 * @param waiting number of records of {@link AuditPolicy#BEST_EFFORT} that wait to be stored
 * @param undeclared number of records whose action is not in the catalogue
 */
public record AuditTrailState(long dropped, Optional<Instant> lastDropped, int waiting, long undeclared) {}
