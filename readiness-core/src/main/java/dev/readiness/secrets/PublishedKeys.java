package dev.readiness.secrets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Keys that tutorials, manuals and templates publish, known by their hash only. */
final class PublishedKeys {

    private static final String FILE = "published-keys.sha256";

    private static final int SHORTEST = 8;

    private static final Set<String> HASHES = read();

    private PublishedKeys() {}

    /** Returns whether {@code value} is a published key. */
    static boolean contains(String value) {
        return value.length() >= SHORTEST && HASHES.contains(hash(value));
    }

    static int count() {
        return HASHES.size();
    }

    private static String hash(String value) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("This Java lacks SHA-256, which every Java must have", ex);
        }
    }

    private static Set<String> read() {
        try (InputStream in = Objects.requireNonNull(PublishedKeys.class.getResourceAsStream(FILE), FILE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return reader.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read " + FILE, ex);
        }
    }
}
