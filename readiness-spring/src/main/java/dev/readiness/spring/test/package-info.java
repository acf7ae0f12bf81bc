/**
 * Drills: tests that an application puts into its build, which really fire requests at it and see whether its safeguards
 * hold. Begin with {@link dev.readiness.spring.test.Drills}.
 */
@NullMarked
package dev.readiness.spring.test;

import org.jspecify.annotations.NullMarked;
