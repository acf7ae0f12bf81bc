package com.example.clinic;

import dev.readiness.encryption.EncryptedTextConverter;
import dev.readiness.encryption.FieldCipher;
import dev.readiness.encryption.FieldContext;
import jakarta.persistence.Converter;

/** Keeps what a patient tells of why they come unreadable in the database. */
@Converter
class EncryptedReason extends EncryptedTextConverter {

    static final FieldContext COLUMN = FieldContext.of("appointment", "reason");

    EncryptedReason(FieldCipher cipher) {
        super(() -> cipher, COLUMN);
    }
}
