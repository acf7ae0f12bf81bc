/**
 * Encryption in a Spring Boot application: a cipher for fields from a configured key ring, and what the hardening report says of
 * data at rest and on its way.
 */
@NullMarked
package dev.readiness.spring.encryption;

import org.jspecify.annotations.NullMarked;
