package dev.readiness.secrets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The secret keys of a PKCS#12 key store (RFC 7292), as {@code keytool -importpass} puts passwords into it. */
final class KeyStoreSecretSource implements SecretSource {

    private static final Pattern VARIABLE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)+");

    private final Path file;
    private final Secret password;
    private volatile @Nullable Opened last;

    /** Opening takes tens of milliseconds on purpose, so it happens once for each content. */
    private record Opened(KeyStore store, FileTime changed, long size) {}

    KeyStoreSecretSource(Path file, Secret password) {
        this.file = Objects.requireNonNull(file, "file").toAbsolutePath();
        this.password = Objects.requireNonNull(password, "password");
        if (Files.isDirectory(file)) {
            throw new SecretSourceException(file + " is a directory, not a key store");
        }
    }

    @Override
    public String name() {
        return "key store " + file + (Files.exists(file) ? "" : " (does not exist)");
    }

    @Override
    public Optional<Secret> find(String name) {
        Objects.requireNonNull(name, "name");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        KeyStore store = open();
        try {
            if (!store.containsAlias(name)) {
                return Optional.empty();
            }
            if (!store.entryInstanceOf(name, KeyStore.SecretKeyEntry.class)) {
                throw unusable(name, "it is a certificate or a private key, not a secret key");
            }
            Key key = store.getKey(name, password.reveal().toCharArray());
            return Optional.of(Secret.of(SecretText.decode(key.getEncoded()))).filter(secret -> !secret.isEmpty());
        } catch (SecretText.UnusableTextException ex) {
            throw unusable(name, ex.why());
        } catch (UnrecoverableKeyException ex) {
            throw unusable(name, "it has a password of its own, which is not that of the key store");
        } catch (GeneralSecurityException ex) {
            throw unusable(name, "this Java cannot read it (" + ex.getClass().getSimpleName() + ")");
        }
    }

    /** Returns the names; as a key store keeps no case, {@code db_password} is listed as a variable is written. */
    @Override
    public Set<String> names() {
        if (!Files.exists(file)) {
            return Set.of();
        }
        KeyStore store = open();
        try {
            Set<String> names = new TreeSet<>();
            for (String alias : new ArrayList<>(Collections.list(store.aliases()))) {
                if (store.entryInstanceOf(alias, KeyStore.SecretKeyEntry.class)) {
                    names.add(VARIABLE.matcher(alias).matches() ? alias.toUpperCase(Locale.ROOT) : alias);
                }
            }
            return names;
        } catch (GeneralSecurityException ex) {
            throw new SecretSourceException(
                    name() + " cannot be listed: " + ex.getClass().getSimpleName(), ex);
        }
    }

    private KeyStore open() {
        try {
            Path target = file.toRealPath();
            FileTime changed = Files.getLastModifiedTime(target);
            long size = Files.size(target);
            Opened opened = last;
            if (opened == null || !opened.changed().equals(changed) || opened.size() != size) {
                opened = new Opened(load(SecretText.bytes(target)), changed, size);
                last = opened;
            }
            return opened.store();
        } catch (SecretText.UnusableTextException ex) {
            throw new SecretSourceException(name() + " cannot be used: " + ex.why());
        } catch (IOException ex) {
            throw new SecretSourceException(name() + " cannot be read", ex);
        }
    }

    private KeyStore load(byte[] bytes) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), password.reveal().toCharArray());
            return store;
        } catch (IOException ex) {
            // The only way in which the JDK tells a wrong password from a file that is something else.
            throw new SecretSourceException(name()
                    + (ex.getCause() instanceof UnrecoverableKeyException
                            ? " does not open with the password that was given"
                            : " is not a PKCS#12 key store, or is damaged"));
        } catch (GeneralSecurityException ex) {
            throw new SecretSourceException(
                    name() + " cannot be opened by this Java (" + ex.getClass().getSimpleName() + ")");
        }
    }

    private SecretSourceException unusable(String secret, String why) {
        return new SecretSourceException(name() + " cannot give '" + secret + "': " + why);
    }

    @Override
    public Optional<Instant> changedAt(String name) {
        return SecretFiles.changedAt(file); // of the youngest entry; which one that is the file does not tell
    }

    @Override
    public String toString() {
        return name();
    }
}
