/** Backups of a Spring application's database, off until {@code readiness.backup.directory} is set. */
@NullMarked
package dev.readiness.spring.backup;

import org.jspecify.annotations.NullMarked;
