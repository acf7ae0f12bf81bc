/** Rules about what runs out first in a running Spring application: threads, connections, and the patience for others. */
@NullMarked
package dev.readiness.spring.scaling;

import org.jspecify.annotations.NullMarked;
