/** What runs out first in a Spring application: the scale ladder, and rules about threads, connections, and the patience for others. */
@NullMarked
package dev.readiness.spring.scaling;

import org.jspecify.annotations.NullMarked;
