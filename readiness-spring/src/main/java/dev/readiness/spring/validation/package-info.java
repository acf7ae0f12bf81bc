/**
 * Validation in a Spring MVC application: problem documents for whatever is refused, a limit for the size of bodies, and
 * the part of the hardening report that says which input is really checked.
 *
 * <p>Begin with {@link dev.readiness.spring.validation.ValidationProperties}.
 */
@NullMarked
package dev.readiness.spring.validation;

import org.jspecify.annotations.NullMarked;
