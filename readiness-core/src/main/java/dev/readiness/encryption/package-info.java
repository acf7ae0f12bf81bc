/**
 * Encryption of single fields of stored data, so that a copy of the database does not give them away.
 *
 * <p>Begin with {@link dev.readiness.encryption.FieldCipher}, which is made from {@link dev.readiness.encryption.EncryptionKeys}.
 * Find encrypted values again with a {@link dev.readiness.encryption.BlindIndex}, make those of one person unreadable with a
 * {@link dev.readiness.encryption.SubjectCipher}, and move a table to a new key with
 * {@link dev.readiness.encryption.Reencryption}. The cryptography is Google Tink's.
 */
@NullMarked
package dev.readiness.encryption;

import org.jspecify.annotations.NullMarked;
