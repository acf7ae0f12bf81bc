/**
 * What input is acceptable, and what a caller is told when it is not.
 *
 * <p>Begin with {@link dev.readiness.validation.InputValidator}, which checks an object against its Jakarta Validation
 * constraints, and with {@link dev.readiness.validation.ProblemDocument}, the answer (RFC 9457) that names what was wrong
 * and where, but never repeats what was sent.
 */
@NullMarked
package dev.readiness.validation;

import org.jspecify.annotations.NullMarked;
