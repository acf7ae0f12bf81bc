/**
 * Backups that have been restored: the rows of a database in one consistent snapshot, compressed and encrypted in one file, and
 * the proof that another database made from that file holds the same.
 *
 * <p>Begin with {@link dev.readiness.backup.Backups}. A logical backup like this is not point-in-time recovery: what was written
 * after the last backup is not in it.
 */
@NullMarked
package dev.readiness.backup;

import org.jspecify.annotations.NullMarked;
