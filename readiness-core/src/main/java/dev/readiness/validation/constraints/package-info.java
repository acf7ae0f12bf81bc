/**
 * Constraints for what comes from outside, beyond those of Jakarta Validation and Hibernate Validator.
 *
 * <p>Each works on fields, parameters, elements of containers and components of records, takes {@code null} as valid, and has
 * a message in English and in German; add a language by a file {@code ContributorValidationMessages_xx.properties}, or
 * override one in {@code ValidationMessages.properties}. No message repeats the value.
 */
@NullMarked
package dev.readiness.validation.constraints;

import org.jspecify.annotations.NullMarked;
