package dev.readiness.secrets;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One file a secret. */
final class DirectorySecretSource implements SecretSource {

    /** More swaps than can come one after the other while one value is read. */
    private static final int ATTEMPTS = 1_000;

    private final Path directory;

    DirectorySecretSource(Path directory) {
        this.directory = Objects.requireNonNull(directory, "directory").toAbsolutePath();
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new SecretSourceException(directory + " is not a directory");
        }
    }

    @Override
    public String name() {
        return "directory " + directory + (Files.isDirectory(directory) ? "" : " (does not exist)");
    }

    Path directory() {
        return directory;
    }

    @Override
    public Optional<Secret> find(String name) {
        if (!isFileName(name)) {
            throw unusable(name, "the name of a secret must be the name of a file in it", null);
        }
        try {
            Optional<String> text = read(directory.resolve(name));
            if (text.isEmpty()) {
                return Optional.empty();
            }
            Secret secret = Secret.of(SecretText.withoutLineBreak(text.get()));
            return secret.isEmpty() ? Optional.empty() : Optional.of(secret);
        } catch (SecretText.UnusableTextException ex) {
            throw unusable(name, ex.why(), null);
        } catch (IOException ex) {
            throw unusable(name, "it cannot be read", ex);
        }
    }

    private static boolean isFileName(String name) {
        if (name.isEmpty() || name.equals(".") || name.startsWith("..")) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            if (character < ' ' || character == '/' || character == '\\') {
                return false;
            }
        }
        return true;
    }

    /**
     * Kubernetes removes the old files right after it has swapped the link. So a link that led to nothing is looked at again if it
     * leads elsewhere by now; one that still leads to the same place leads to nothing.
     */
    private Optional<String> read(Path file) throws IOException {
        String before = ""; // where it leads is not asked before it has led to nothing
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return Optional.of(SecretText.decode(bytes(file)));
            } catch (NoSuchFileException ex) {
                if (!Files.isSymbolicLink(file)) {
                    return Optional.empty();
                }
                String now = leadsTo(file);
                if (!now.isEmpty() && now.equals(before)) {
                    break;
                }
                before = now;
            }
        }
        throw new SecretText.UnusableTextException("it is a symbolic link to nothing");
    }

    /** Returns where a link leads, and where the directory leads to which it leads, which is what Kubernetes swaps. */
    private static String leadsTo(Path file) {
        try {
            Path target = file.resolveSibling(Files.readSymbolicLink(file));
            Path parent = target.getParent();
            return target + " " + (Files.isSymbolicLink(parent) ? Files.readSymbolicLink(parent) : "");
        } catch (IOException ex) {
            return ""; // no link, or none any more
        }
    }

    private byte[] bytes(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        // A file that becomes a link right now is not followed.
        return attributes.isSymbolicLink() ? SecretText.bytes(inside(file)) : SecretText.bytes(file, attributes);
    }

    private Path inside(Path file) throws IOException {
        Path target = file.toRealPath();
        if (!target.startsWith(directory.toRealPath())) {
            throw new SecretText.UnusableTextException("it is a symbolic link that leaves the directory");
        }
        return target;
    }

    @Override
    public Set<String> names() {
        if (!Files.isDirectory(directory)) {
            return Set.of();
        }
        // The old way to list costs a start half of the new one; what it cannot list the new one can explain.
        File folder = directory.toFile();
        String[] files = folder.list();
        if (files == null) {
            throw unlistable();
        }
        Set<String> names = new TreeSet<>();
        for (String name : files) { // no stream: this runs while an application starts
            if (!name.startsWith(".") && new File(folder, name).isFile()) {
                names.add(name);
            }
        }
        return names;
    }

    private SecretSourceException unlistable() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            return new SecretSourceException(name() + " cannot be listed: it "
                    + (files.iterator().hasNext() ? "was gone for a moment" : "is gone"));
        } catch (IOException ex) {
            return new SecretSourceException(
                    name() + " cannot be listed: " + ex.getClass().getSimpleName(), ex);
        }
    }

    private SecretSourceException unusable(String secret, String why, @Nullable Exception cause) {
        String message = name() + " cannot give '" + secret + "': " + why;
        return cause == null ? new SecretSourceException(message) : new SecretSourceException(message, cause);
    }

    @Override
    public Optional<Path> fileOf(String name) {
        return isFileName(name) && Files.isRegularFile(directory.resolve(name))
                ? Optional.of(directory.resolve(name))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return name();
    }
}
