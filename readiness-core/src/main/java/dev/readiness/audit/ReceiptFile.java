package dev.readiness.audit;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receipts, one a line: id, hash of the leaf, and a mark over both and the mark of the line before, so that nobody without the
 * key can change, add or leave out a line before the last. Locked as long as a process has it. Not safe for use by many threads.
 */
final class ReceiptFile {

    static final String SUFFIX = ".receipts";

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptFile.class);

    private static final Pattern LINE = Pattern.compile("([0-9a-f-]{36}) ([A-Za-z0-9+/]{43}=) ([A-Za-z0-9+/]{43}=)");

    private final Path path;
    private final FileOutputStream out;
    private final Mac mac;
    private byte[] last = new byte[0];
    private long size;
    private int unsettled;
    private boolean changed;

    private ReceiptFile(Path path, FileOutputStream out, SecretKey key) {
        this.path = path;
        this.out = out;
        this.mac = mac(key);
    }

    /** Returns the file, unless another process has it. */
    static Optional<ReceiptFile> open(Path path, SecretKey key) throws IOException {
        FileOutputStream out = new FileOutputStream(path.toFile(), true);
        try {
            FileLock lock = out.getChannel().tryLock();
            if (lock != null) {
                return Optional.of(new ReceiptFile(path, out, key));
            }
        } catch (OverlappingFileLockException ex) {
            // This process has it.
        } catch (IOException | RuntimeException ex) {
            out.close();
            throw ex;
        }
        out.close();
        return Optional.empty();
    }

    Receipt write(UUID id, String leaf) throws IOException {
        String text = id + " " + leaf;
        last = next(text);
        byte[] line =
                (text + " " + Base64.getEncoder().encodeToString(last) + "\n").getBytes(StandardCharsets.US_ASCII);
        out.write(line);
        size += line.length;
        unsettled++;
        return new Receipt(id, leaf, this);
    }

    /** Returns what another process left here. A last line that is not whole was never acknowledged. */
    List<Receipt> read() throws IOException {
        List<Receipt> receipts = new ArrayList<>();
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            Matcher parts = LINE.matcher(line);
            byte[] expected = parts.matches() ? next(parts.group(1) + " " + parts.group(2)) : new byte[0];
            if (!parts.matches() || !MessageDigest.isEqual(expected, StoredTree.decode(parts.group(3)))) {
                LOG.error("AUDIT RECEIPTS CHANGED: {} is not what was written after line {}", path, receipts.size());
                changed = true;
                break;
            }
            last = expected;
            receipts.add(new Receipt(UUID.fromString(parts.group(1)), parts.group(2), this));
        }
        unsettled = receipts.size();
        return receipts;
    }

    long size() {
        return size;
    }

    void settle() {
        unsettled--;
    }

    boolean isSettled() {
        return unsettled == 0;
    }

    void close() throws IOException {
        out.close();
    }

    /** What somebody changed is kept under another name, for whoever wants to know what happened. */
    void delete() throws IOException {
        out.close();
        if (changed) {
            Files.move(path, path.resolveSibling(path.getFileName() + ".changed"));
        } else {
            Files.deleteIfExists(path);
        }
    }

    private byte[] next(String text) {
        mac.update(last);
        return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Mac mac(SecretKey key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", ex);
        }
    }
}
