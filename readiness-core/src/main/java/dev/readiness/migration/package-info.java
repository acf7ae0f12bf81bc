/**
 * Is the schema the expected one: versioned migrations with Flyway, and the rules that tell whether a running application
 * has them.
 *
 * <p>Begin with {@link dev.readiness.migration.Migrations}. This is the only package of the core that knows Flyway, and
 * nothing in it ever empties a schema.
 */
@NullMarked
package dev.readiness.migration;

import org.jspecify.annotations.NullMarked;
