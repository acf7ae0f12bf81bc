package com.example.clinic;

import dev.readiness.encryption.BlindIndex;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Finds encrypted phone numbers by equality, with a key of its own. */
@Component
class PhoneIndex {

    static final String COLUMN = "phone_index";

    private final BlindIndex index;

    PhoneIndex(@Value("${clinic.phone-index.key}") String key) {
        this.index = BlindIndex.of(key, EncryptedPhone.COLUMN).over(BlindIndex::digits);
    }

    BlindIndex index() {
        return index;
    }
}
