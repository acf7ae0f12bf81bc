package dev.readiness.spring.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;

/** The files among the application's own resources that hold a private key which no passphrase protects. */
final class PrivateKeyFiles {

    private static final List<String> PATTERNS = List.of("**/*.pem", "**/*.key", "**/*.pk8");

    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN (?!ENCRYPTED)([A-Z]+ )?PRIVATE KEY-----");

    private static final int ENOUGH = 64 * 1024;

    private final ApplicationRoots roots;

    PrivateKeyFiles(ApplicationRoots roots) {
        this.roots = roots;
    }

    /** Returns the names of the files, as one finds them in the source tree. */
    List<String> names() {
        return PATTERNS.stream()
                .flatMap(pattern -> roots.find(pattern).stream())
                .filter(PrivateKeyFiles::isPrivateKey)
                .map(file -> Objects.requireNonNullElse(file.getFilename(), file.getDescription()))
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isPrivateKey(Resource file) {
        try (InputStream in = file.getInputStream()) {
            String text = new String(in.readNBytes(ENOUGH), StandardCharsets.ISO_8859_1);
            // A key that OpenSSL encrypted in its own format says so below the first line.
            return PRIVATE_KEY.matcher(text).find() && !text.contains("Proc-Type: 4,ENCRYPTED");
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read " + file, ex);
        }
    }
}
