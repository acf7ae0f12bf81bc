/**
 * What happened, and to which request it belongs.
 *
 * <p>Begin with {@link dev.readiness.observability.Correlation}, which gives each request an id that its answer, its log
 * lines and the calls that it makes have in common. The filters of {@code dev.readiness.web} open it for a request.
 */
@NullMarked
package dev.readiness.observability;

import org.jspecify.annotations.NullMarked;
