package com.example.encrypted;

import dev.readiness.encryption.EncryptedTextConverter;
import dev.readiness.encryption.FieldCipher;
import dev.readiness.encryption.FieldContext;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity with an encrypted attribute; outside of the packages in which other tests look for entities. */
@Entity(name = "patient")
public class Patient {

    @Id
    private long id;

    @Convert(converter = PhoneConverter.class)
    private String phone;

    private String phoneIndex;

    private String diagnosis;

    private String diagnosisIndex;

    private String note;

    protected Patient() {}

    public Patient(long id, String phone, String diagnosis) {
        this.id = id;
        this.phone = phone;
        this.diagnosis = diagnosis;
    }

    public String phone() {
        return phone;
    }

    @Converter
    static class PhoneConverter extends EncryptedTextConverter {

        PhoneConverter(FieldCipher cipher) {
            super(() -> cipher, FieldContext.of("patient", "phone"));
        }
    }
}
