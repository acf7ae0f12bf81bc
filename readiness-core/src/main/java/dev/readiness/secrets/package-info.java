/**
 * Values that must not leak: where they come from, a type that never prints them, and rules that find the ones that stand in
 * the code or in a configuration file.
 *
 * <p>Begin with {@link dev.readiness.secrets.Secrets#load}, which asks {@link dev.readiness.secrets.SecretSource}s in the
 * stated order and names everything that is missing at once.
 */
@NullMarked
package dev.readiness.secrets;

import org.jspecify.annotations.NullMarked;
