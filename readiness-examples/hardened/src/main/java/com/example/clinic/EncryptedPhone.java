package com.example.clinic;

import dev.readiness.encryption.EncryptedTextConverter;
import dev.readiness.encryption.FieldCipher;
import dev.readiness.encryption.FieldContext;
import jakarta.persistence.Converter;

/** Keeps what a patient tells of their number unreadable in the database. */
@Converter
class EncryptedPhone extends EncryptedTextConverter {

    static final FieldContext COLUMN = FieldContext.of("appointment", "phone");

    EncryptedPhone(FieldCipher cipher) {
        super(() -> cipher, COLUMN);
    }
}
