package com.example.clinic;

import dev.readiness.encryption.FieldCipher;
import dev.readiness.encryption.FieldContext;
import dev.readiness.encryption.Reencryption;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.springframework.stereotype.Component;

/** Encrypts the appointments that were booked before there was encryption. */
@Component
class V4__EncryptWhatPatientsTell extends BaseJavaMigration {

    private final FieldCipher cipher;

    V4__EncryptWhatPatientsTell(FieldCipher cipher) {
        this.cipher = cipher;
    }

    @Override
    public void migrate(Context context) throws Exception {
        DataSource database = context.getConfiguration().getDataSource();
        for (FieldContext column : List.of(EncryptedReason.COLUMN, EncryptedPhone.COLUMN)) {
            Reencryption.of(cipher, column, "id")
                    .encryptingPlainText()
                    .batches(500, 1)
                    .run(database, progress -> {});
        }
    }
}
