/**
 * What is ready and what is not: rules look at the running application and say, place by place, what is enforced, what is
 * missing and what could not be seen.
 *
 * <p>Begin with {@link dev.readiness.assessment.Assessor}, which asks {@link dev.readiness.assessment.ReadinessRule}s about
 * an {@link dev.readiness.assessment.Inventory} and returns an {@link dev.readiness.assessment.Assessment}. Every feature
 * may import this package; it knows none of them.
 */
@NullMarked
package dev.readiness.assessment;

import org.jspecify.annotations.NullMarked;
