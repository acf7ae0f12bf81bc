package dev.readiness.secrets;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Closes and opens single values with Tink (AES-256-GCM for new keys). The name of a secret is part of what is authenticated,
 * so that nobody can give the value of one secret to another.
 */
final class SecretBox {

    /** Stands before each closed value, so that one in the clear is told from it. */
    static final String PREFIX = "tink:";

    private final Aead aead;

    /**
     * Creates a box with {@code key}, which is one that {@link #newKey()} made, or a keyset of Tink as JSON.
     *
     * @throws GeneralSecurityException if it is none
     */
    SecretBox(Secret key) throws GeneralSecurityException {
        AeadConfig.register();
        aead = TinkJsonProtoKeysetFormat.parseKeyset(json(key.reveal().strip()), InsecureSecretKeyAccess.get())
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    private static String json(String key) throws GeneralSecurityException {
        if (key.startsWith("{")) {
            return key;
        }
        try {
            return new String(Base64.getDecoder().decode(key), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException ex) {
            throw new GeneralSecurityException("neither JSON nor Base64"); // the JDK's message quotes a character
        }
    }

    /** Returns a new key, as one line. */
    static Secret newKey() throws GeneralSecurityException {
        AeadConfig.register();
        String keyset = TinkJsonProtoKeysetFormat.serializeKeyset(
                KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM), InsecureSecretKeyAccess.get());
        return Secret.of(Base64.getEncoder().encodeToString(keyset.getBytes(StandardCharsets.UTF_8)));
    }

    String close(String name, Secret value) throws GeneralSecurityException {
        return PREFIX
                + Base64.getEncoder()
                        .encodeToString(
                                aead.encrypt(value.reveal().getBytes(StandardCharsets.UTF_8), associated(name)));
    }

    Secret open(String name, String closed) throws GeneralSecurityException {
        try {
            byte[] bytes = Base64.getDecoder().decode(closed.substring(PREFIX.length()));
            return Secret.of(new String(aead.decrypt(bytes, associated(name)), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException ex) {
            throw new GeneralSecurityException("not Base64");
        }
    }

    private static byte[] associated(String name) {
        return ("dev.readiness.secrets/" + name).getBytes(StandardCharsets.UTF_8);
    }
}
