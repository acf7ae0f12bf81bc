/**
 * Who can reach what: the running application's own security is asked, endpoint by endpoint, with a caller who has no
 * credentials.
 *
 * <p>Begin with {@link dev.readiness.spring.security.AccessProperties}, the committed list of what is public on purpose.
 */
@NullMarked
package dev.readiness.spring.security;

import org.jspecify.annotations.NullMarked;
