package dev.readiness.secrets;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The files of a source tree that somebody wrote. */
final class SourceTree {

    private static final Set<String> NOT_WRITTEN = Set.of(
            ".git",
            ".svn",
            ".hg",
            ".gradle",
            "node_modules",
            "bower_components",
            "target",
            "build",
            "out",
            "dist",
            ".venv",
            "venv",
            "__pycache__",
            "vendor",
            ".next",
            ".nuxt",
            ".angular",
            "coverage");

    private static final Pattern NOT_TEXT = Pattern.compile(
            ".*\\.(png|jpe?g|gif|ico|webp|bmp|pdf|zip|gz|tgz|jar|war|ear|7z|woff2?|ttf|eot|otf|mp[34]|avi|mov|so|dll|exe|bin|db|sqlite3?|jks|p12|pfx|keystore)");

    private static final long LARGEST = 10L * 1024 * 1024;

    private static final int ENOUGH_TO_TELL = 8 * 1024;

    private SourceTree() {}

    static List<Path> files(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean skipped =
                        !directory.equals(root) && NOT_WRITTEN.contains(String.valueOf(directory.getFileName()));
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
                if (attributes.isRegularFile()
                        && attributes.size() <= LARGEST
                        && !NOT_TEXT.matcher(name).matches()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) {
                files.add(file); // reading it fails again, and then it is named
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }

    static String nameOf(Path root, Path file) {
        Path relative = root.equals(file) ? file : root.relativize(file);
        return relative.toString().replace('\\', '/');
    }

    static boolean isBinary(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, ENOUGH_TO_TELL); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
