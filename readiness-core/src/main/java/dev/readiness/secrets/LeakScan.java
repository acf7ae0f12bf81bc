package dev.readiness.secrets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Finds secrets that stand in sources, configuration and class files, and never shows them.
 *
 * <pre>{@code
 * LeakScanResult result = LeakScan.create().tree(Path.of("."));
 * result.orThrow();
 * }</pre>
 *
 * <p>One pass looks for the words that begin or name a secret; only the lines around them are read closely. A value counts
 * by the form of a known key, by the name beside it, or as part of an address. In tests, samples and documentation only
 * those count that are no example. A line that says {@code readiness:allow-secret}, with a reason, is left out.
 *
 * <p>Immutable; safe for use by many threads.
 */
public final class LeakScan {

    private static final int SHOWN_OF_FINGERPRINT = 12;

    private final byte[] salt;

    private LeakScan(byte[] salt) {
        this.salt = salt.clone();
    }

    /** Returns a scan whose fingerprints cannot be compared with those of another. */
    public static LeakScan create() {
        byte[] salt = new byte[32];
        new SecureRandom().nextBytes(salt);
        return new LeakScan(salt);
    }

    /**
     * Returns a scan whose fingerprints are the same each time.
     *
     * @param salt what whoever wants to try values on a fingerprint must not know
     */
    public static LeakScan withSalt(Secret salt) {
        if (salt.isEmpty()) {
            throw new IllegalArgumentException("'salt' must not be empty");
        }
        return new LeakScan(salt.reveal().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the leaks in {@code text}, as if it stood in {@code file}: its name tells the language. */
    public List<Leak> text(String file, String text) {
        return bytes(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns the leaks in the files below {@code root}, or in the file {@code root}. Left out are what version control,
     * build tools and package managers put there, and binary files other than class files.
     *
     * @throws IOException if {@code root} cannot be listed; a file that cannot be read is named in the result
     */
    public LeakScanResult tree(Path root) throws IOException {
        List<Leak> leaks = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        int read = 0;
        for (Path file : SourceTree.files(root)) {
            String name = SourceTree.nameOf(root, file);
            try {
                leaks.addAll(bytes(name, Files.readAllBytes(file)));
                read++;
            } catch (IOException ex) {
                unread.add(name);
            }
        }
        return new LeakScanResult(read, unread, leaks);
    }

    private List<Leak> bytes(String file, byte[] bytes) {
        if (file.endsWith(".class")) {
            return new ClassFileLeaks(file, this::fingerprint).leaks(bytes);
        }
        return SourceTree.isBinary(bytes) ? List.of() : new SourceLeaks(file, this::fingerprint).leaks(bytes);
    }

    private String fingerprint(String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            byte[] hash = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, SHOWN_OF_FINGERPRINT);
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("This Java lacks HmacSHA256, which every Java must have", ex);
        }
    }
}
