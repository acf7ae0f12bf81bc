package dev.readiness.spring.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;

/**
 * The files among the application's own resources that hold a private key: one which no passphrase protects, or a key store,
 * whose password is not far where the application opens it.
 */
final class PrivateKeyFiles {

    private static final List<String> PATTERNS = List.of("**/*.pem", "**/*.key", "**/*.pk8");

    private static final List<String> STORES =
            List.of("**/*.p12", "**/*.pfx", "**/*.jks", "**/*.keystore", "**/*.pkcs12");

    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN (?!ENCRYPTED)([A-Z]+ )?PRIVATE KEY-----");

    private static final int ENOUGH = 64 * 1024;

    private static final int LARGEST_STORE = 4 * 1024 * 1024;

    private final ApplicationRoots roots;

    PrivateKeyFiles(ApplicationRoots roots) {
        this.roots = roots;
    }

    /** Returns the names of the files, as one finds them in the source tree. */
    List<String> names() {
        return Stream.concat(
                        find(PATTERNS).filter(PrivateKeyFiles::isPrivateKey),
                        find(STORES).filter(file -> KeyStores.hasPrivateKey(read(file, LARGEST_STORE))))
                .map(file -> Objects.requireNonNullElse(file.getFilename(), file.getDescription()))
                .distinct()
                .sorted()
                .toList();
    }

    private Stream<Resource> find(List<String> patterns) {
        return patterns.stream().flatMap(pattern -> roots.find(pattern).stream());
    }

    private static boolean isPrivateKey(Resource file) {
        String text = new String(read(file, ENOUGH), StandardCharsets.ISO_8859_1);
        // A key that OpenSSL encrypted in its own format says so below the first line.
        return PRIVATE_KEY.matcher(text).find() && !text.contains("Proc-Type: 4,ENCRYPTED");
    }

    private static byte[] read(Resource file, int most) {
        try (InputStream in = file.getInputStream()) {
            return in.readNBytes(most);
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read " + file, ex);
        }
    }
}
