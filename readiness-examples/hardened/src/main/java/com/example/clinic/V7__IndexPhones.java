package com.example.clinic;

import dev.readiness.encryption.FieldCipher;
import dev.readiness.encryption.Reencryption;
import java.sql.SQLException;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.springframework.stereotype.Component;

/** Lets appointments be found by their phone number that were booked before there was an index. */
@Component
class V7__IndexPhones extends BaseJavaMigration {

    private final FieldCipher cipher;
    private final PhoneIndex phones;

    V7__IndexPhones(FieldCipher cipher, PhoneIndex phones) {
        this.cipher = cipher;
        this.phones = phones;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Reencryption.of(cipher, EncryptedPhone.COLUMN, "id")
                .indexing(PhoneIndex.COLUMN, phones.index())
                .batches(500, 1)
                .run(context.getConfiguration().getDataSource(), progress -> {});
    }
}
