/**
 * What saturates first, at what load, and what helps: the ladder from 10 to 1,000 users, from the application's own meters.
 *
 * <p>Begin with {@link dev.readiness.scaling.ScaleMeters}, which reads them, and
 * {@link dev.readiness.scaling.ScaleRecorder#ladder()}.
 */
@NullMarked
package dev.readiness.scaling;

import org.jspecify.annotations.NullMarked;
