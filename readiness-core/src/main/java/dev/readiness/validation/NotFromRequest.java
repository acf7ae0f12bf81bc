package dev.readiness.validation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The property is set by the application only: an identity, an owner, a role, a price.
 *
 * <p>Whoever binds requests keeps a caller's value out. With Spring, {@code readiness.validation.not-from-request} says
 * whether such a request is refused or the value is left out; without that setting, nothing is kept out, and the hardening
 * report says so. What the application itself reads or sets is not affected.
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface NotFromRequest {}
