/** What puts features together that do not know each other, for applications without Spring. */
@NullMarked
package dev.readiness;

import org.jspecify.annotations.NullMarked;
