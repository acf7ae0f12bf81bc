/**
 * The facts about schema and data of a running Spring application, for the rules of {@code dev.readiness.migration}.
 *
 * <p>Flyway itself stays Spring Boot's: this package starts no migration, it looks what really happened.
 */
@NullMarked
package dev.readiness.spring.migration;

import org.jspecify.annotations.NullMarked;
