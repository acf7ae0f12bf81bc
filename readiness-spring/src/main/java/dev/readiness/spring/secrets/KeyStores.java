package dev.readiness.spring.secrets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;

/**
 * Looks for private keys in the bytes of a key store. A store says without its password whether an entry is a key; only the key
 * itself, and in PKCS#12 the certificates, are encrypted.
 */
final class KeyStores {

    private static final List<String> TYPES = List.of("PKCS12", "JKS");

    private KeyStores() {}

    static boolean hasPrivateKey(byte[] bytes) {
        return TYPES.stream().anyMatch(type -> hasPrivateKey(type, bytes));
    }

    private static boolean hasPrivateKey(String type, byte[] bytes) {
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(new ByteArrayInputStream(bytes), null);
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | GeneralSecurityException ex) {
            return false; // another type, or no key store at all
        }
    }
}
