/** Correlation ids, one line for each request and the slice of each request, in a Spring application. */
@NullMarked
package dev.readiness.spring.observability;

import org.jspecify.annotations.NullMarked;
