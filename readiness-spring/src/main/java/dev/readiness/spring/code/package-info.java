/** Habits of the application's own code that hurt once it has users, found by reading it. */
@NullMarked
package dev.readiness.spring.code;

import org.jspecify.annotations.NullMarked;
