package com.example.clinic;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Signs an appointment, so that the front desk can tell a real confirmation from an invented one. */
@Component
class ConfirmationCodes {

    private final SecretKeySpec key;

    ConfirmationCodes(@Value("${clinic.confirmation.signing-key}") String key) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    String codeOf(Appointment appointment) {
        String content = appointment.id() + "|" + appointment.patient() + "|" + appointment.startsAt();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)), 0, 4);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Could not sign an appointment", e);
        }
    }
}
