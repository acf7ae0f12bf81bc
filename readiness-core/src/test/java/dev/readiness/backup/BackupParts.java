package dev.readiness.backup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes a backup apart and puts it together again, for tests that change something in between. */
final class BackupParts {

    private BackupParts() {}

    static Map<String, byte[]> of(byte[] file, BackupKey key) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ArchiveReader archive = new ArchiveReader(key.decrypting(new ByteArrayInputStream(file)))) {
            for (String name = archive.next(); name != null; name = archive.next()) {
                parts.put(name, archive.content().readAllBytes());
            }
        }
        return parts;
    }

    static byte[] seal(Map<String, byte[]> parts, BackupKey key) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArchiveWriter archive = new ArchiveWriter(key.encrypting(bytes))) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                archive.begin(part.getKey());
                archive.write(part.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
