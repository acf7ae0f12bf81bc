package dev.readiness.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Verifies an export of an audit trail without a database, without a network and without the rest of this library: one file
 * that needs nothing but Java 17. {@code docs/audit-format.md} says what it does, for whoever would rather write their own.
 *
 * <pre>{@code
 * java -jar readiness-core.jar trail.zip --key 'clinic.example/audit+1a2b3c4d+AQ…' --anchor checkpoints.txt
 * java VerifyAuditTrail.java   trail.zip --key …
 * }</pre>
 *
 * <p>It ends with 0 if everything is genuine, 1 if anything is not, and 2 if nothing could be verified.
 */
public final class VerifyAuditTrail {

    private static final int VALID = 0;
    private static final int BROKEN = 1;
    private static final int NOTHING = 2;

    private static final String USAGE =
            "Usage: VerifyAuditTrail <zip or directory> --key <public key> [--anchor <file with checkpoints>]..."
                    + " [--receipts <file or directory of a writer>]...";

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(VerifyAuditTrail::sha256);

    private static final int LENGTH_OF_REMOVED = 55;
    private static final Pattern REMOVED = Pattern.compile("\\{\"leaf\":\"([A-Za-z0-9+/]{43}=)\"}");
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final String LOST = "\",\"action\":\"audit.record.lost\"";

    /** A line has its action before this place, after its version, id and time, and nothing else does. */
    private static final int END_OF_TIME = 110;

    private static final Pattern LOST_ID = Pattern.compile("\\{\"type\":\"audit-record\",\"id\":\"([0-9a-f-]{36})\"}");
    private static final Pattern RECEIPT = Pattern.compile("([0-9a-f-]{36}) ([A-Za-z0-9+/]{43}=) [A-Za-z0-9+/]{43}=");
    private static final String PROOF = "c2sp.org/tlog-proof@v1\nindex ";

    private final Key key;
    private final List<Signed> anchors;
    private final Map<String, String> receipts;
    private final PrintStream out;

    private VerifyAuditTrail(Key key, List<Signed> anchors, Map<String, String> receipts, PrintStream out) {
        this.key = key;
        this.anchors = anchors;
        this.receipts = receipts;
        this.out = out;
    }

    /** Verifies what the arguments name, and ends the process with the result. */
    public static void main(String[] args) {
        System.exit(run(List.of(args), System.out));
    }

    static int run(List<String> args, PrintStream out) {
        Path export = null;
        Key key = null;
        List<Path> anchorFiles = new ArrayList<>();
        Map<String, String> receipts = new LinkedHashMap<>();
        try {
            for (int at = 0; at < args.size(); at++) {
                switch (args.get(at)) {
                    case "--key" -> key = new Key(args.get(++at));
                    case "--anchor" -> anchorFiles.add(Path.of(args.get(++at)));
                    case "--receipts" -> readReceipts(Path.of(args.get(++at)), receipts);
                    default -> export = Path.of(args.get(at));
                }
            }
            if (export == null || key == null) {
                out.println(USAGE);
                out.println("The key must come from somebody you trust; one that lies in the export proves nothing.");
                return NOTHING;
            }
            List<Signed> anchors = new ArrayList<>();
            for (Path file : anchorFiles) {
                anchors.addAll(Signed.findAll(Files.readString(file), key));
            }
            return new VerifyAuditTrail(key, anchors, receipts, out).verify(export);
        } catch (Untrue ex) {
            out.println("BROKEN: " + ex.getMessage());
            return BROKEN;
        } catch (CharacterCodingException ex) {
            out.println("BROKEN: a text is not UTF-8");
            return BROKEN;
        } catch (IOException | IndexOutOfBoundsException ex) {
            out.println("NOTHING VERIFIED: " + ex);
            out.println(USAGE);
            return NOTHING;
        }
    }

    private int verify(Path export) throws IOException {
        if (Files.isDirectory(export)) {
            return verifyIn(export);
        }
        try (FileSystem zip = FileSystems.newFileSystem(export)) {
            return verifyIn(zip.getPath("/"));
        } catch (java.nio.file.ProviderNotFoundException ex) {
            throw new IOException(export + " is neither a directory nor a zip file", ex);
        }
    }

    private int verifyIn(Path folder) throws IOException {
        if (Files.exists(folder.resolve("proofs"))) {
            return verifySelected(folder);
        }
        try (Lines records = new Lines(folder.resolve("records.jsonl"));
                Lines leaves = new Lines(folder.resolve("leaves"))) {
            return verifyTrail(records, leaves, Signed.open(Files.readString(folder.resolve("checkpoint")), key));
        }
    }

    /** Verifies a whole trail: the tree over all lines has the root that was signed. */
    private int verifyTrail(Lines records, Lines leaves, Signed checkpoint) throws IOException {
        Tree tree = new Tree();
        Tree sealed = new Tree();
        Map<String, Long> lost = new LinkedHashMap<>();
        int acknowledged = receipts.size();
        long removed = 0;
        String firstBad = "";
        for (Optional<byte[]> line = records.next(); line.isPresent(); line = records.next()) {
            Matcher leaf = REMOVED.matcher(line.get().length == LENGTH_OF_REMOVED ? ascii(line.get()) : "");
            boolean isLeaf = leaf.matches();
            byte[] hash = isLeaf ? decode(leaf.group(1)) : leafHash(line.get());
            byte[] stated = leaves.next().map(text -> decode(ascii(text))).orElse(hash);
            if (firstBad.isEmpty() && !Arrays.equals(stated, hash)) {
                firstBad = "record " + tree.size + id(line.get()) + " is not the one that was sealed";
            }
            removed += isLeaf ? 1 : 0;
            if (acknowledged > 0) {
                receipts.remove(Base64.getEncoder().encodeToString(hash));
            }
            if (!isLeaf) {
                noteLost(line.get(), tree.size, lost);
            }
            sealed.append(stated);
            tree.append(hash);
            requireAnchors(tree);
        }
        requireRoot(tree, sealed, firstBad, checkpoint);
        requireNoLongerAnchor(tree.size);
        requireNoneLost(lost);
        requireAcknowledged(acknowledged);
        return report(tree.size - removed, removed, checkpoint.size);
    }

    private static void requireRoot(Tree tree, Tree sealed, String firstBad, Signed checkpoint) {
        if (tree.size == checkpoint.size && Arrays.equals(tree.root(), checkpoint.root)) {
            return;
        }
        if (tree.size != checkpoint.size) {
            throw new Untrue("there are " + tree.size + " records, and the checkpoint is of " + checkpoint.size);
        }
        boolean namable = !firstBad.isEmpty() && Arrays.equals(sealed.root(), checkpoint.root);
        throw new Untrue(namable ? firstBad : "the records are not those that the checkpoint was signed for");
    }

    /** A record may say that others were gone before they were sealed. One that came back and was sealed after that is not lost. */
    private static void noteLost(byte[] line, long at, Map<String, Long> lost) {
        String begin =
                new String(line, 0, Math.min(line.length, END_OF_TIME + LOST.length()), StandardCharsets.ISO_8859_1);
        if (begin.contains(LOST)) {
            LOST_ID.matcher(ascii(line)).results().forEach(id -> lost.put(id.group(1), at));
        } else if (!lost.isEmpty()) {
            Matcher id = ID.matcher(begin);
            if (id.find()) {
                lost.remove(id.group(1));
            }
        }
    }

    private static void requireNoneLost(Map<String, Long> lost) {
        if (!lost.isEmpty()) {
            Map.Entry<String, Long> first = lost.entrySet().iterator().next();
            throw new Untrue(
                    lost.size() + " records were acknowledged, and removed or changed before they were sealed; first "
                            + first.getKey() + ", says record " + first.getValue());
        }
    }

    private void requireAcknowledged(int acknowledged) {
        if (!receipts.isEmpty()) {
            throw new Untrue("of " + acknowledged + " receipts, " + receipts.size()
                    + " are of records that are not in this trail, first "
                    + receipts.values().iterator().next()
                    + "; if the export is older than the receipts, make one that is younger");
        }
    }

    private static void readReceipts(Path path, Map<String, String> receipts) throws IOException {
        if (Files.isDirectory(path)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*.receipts")) {
                for (Path file : files) {
                    readReceipts(file, receipts);
                }
            }
            return;
        }
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            Matcher receipt = RECEIPT.matcher(line);
            if (!receipt.matches()) {
                throw new Untrue(path + " holds a line that is no receipt");
            }
            receipts.put(receipt.group(2), receipt.group(1));
        }
    }

    private int report(long genuine, long removed, long size) {
        String what = genuine + " records verified, " + removed + " removed by retention, checkpoint of " + size
                + " by " + key.name + ", " + anchors.size() + " checkpoints from outside";
        out.println((genuine == 0 ? "NOTHING VERIFIED: " : "VALID: ") + what);
        if (anchors.isEmpty()) {
            out.println("Note: without a checkpoint from outside, records that are missing at the end cannot be seen.");
        }
        return genuine == 0 ? NOTHING : VALID;
    }

    private void requireAnchors(Tree tree) {
        for (Signed anchor : anchors) {
            if (anchor.size == tree.size && !Arrays.equals(tree.root(), anchor.root)) {
                throw new Untrue(
                        "the first " + anchor.size + " records are not those of the checkpoint that was published");
            }
        }
    }

    private void requireNoLongerAnchor(long found) {
        for (Signed anchor : anchors) {
            if (anchor.size > found) {
                throw new Untrue("a checkpoint of " + anchor.size + " records was published, and there are " + found);
            }
        }
    }

    /** Verifies single records, each with a proof of its own. */
    private int verifySelected(Path folder) throws IOException {
        int count = 0;
        try (Lines records = new Lines(folder.resolve("records.jsonl"))) {
            for (Optional<byte[]> line = records.next(); line.isPresent(); line = records.next()) {
                Path proof = folder.resolve("proofs").resolve(count + ".tlog-proof");
                if (!Files.exists(proof)) {
                    throw new Untrue("record " + count + id(line.get()) + " has no proof");
                }
                requireIncluded(line.get(), count, Files.readString(proof));
                count++;
            }
        }
        String what = count + " records verified, each by its proof, in the trail of " + key.name;
        out.println((count == 0 ? "NOTHING VERIFIED: " : "VALID: ") + what);
        return count == 0 ? NOTHING : VALID;
    }

    private void requireIncluded(byte[] line, int at, String proof) {
        int end = proof.indexOf("\n\n");
        if (!proof.startsWith(PROOF) || end < 0) {
            throw new Untrue("the proof of record " + at + " has not the form of one");
        }
        String[] path = proof.substring(PROOF.length(), end).split("\n", -1);
        Signed checkpoint = Signed.open(proof.substring(end + 2), key);
        if (!leadsToRoot(leafHash(line), number(path[0]), path, checkpoint)) {
            throw new Untrue("record " + at + id(line) + " is not in the trail, or not as it was sealed");
        }
    }

    /** RFC 9162, section 2.1.3.2. */
    private static boolean leadsToRoot(byte[] leaf, long index, String[] path, Signed checkpoint) {
        long node = index;
        long last = checkpoint.size - 1;
        if (node > last) {
            return false;
        }
        byte[] hash = leaf;
        for (int at = 1; at < path.length; at++) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = nodeHash(decode(path[at]), hash);
                while ((node & 1) == 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                hash = nodeHash(hash, decode(path[at]));
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && Arrays.equals(hash, checkpoint.root);
    }

    private static byte[] leafHash(byte[] record) {
        MessageDigest digest = SHA_256.get();
        digest.update((byte) 0);
        return digest.digest(record);
    }

    private static byte[] nodeHash(byte[] left, byte[] right) {
        MessageDigest digest = SHA_256.get();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static String id(byte[] line) {
        Matcher id = ID.matcher(ascii(line));
        return id.find() ? " (" + id.group(1) + ")" : "";
    }

    private static String ascii(byte[] line) {
        return new String(line, StandardCharsets.ISO_8859_1);
    }

    private static long number(String text) {
        if (!text.matches("0|[1-9][0-9]{0,17}")) {
            throw new Untrue("a number is not one");
        }
        return Long.parseLong(text);
    }

    private static byte[] decode(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (Base64.getEncoder().encodeToString(bytes).equals(base64)) {
                return bytes;
            }
        } catch (IllegalArgumentException ex) {
            // Said below.
        }
        throw new Untrue("a text is not base64");
    }

    /** The lines of a file; each ends with a line feed, the last one too. A missing file has none. */
    private static final class Lines implements AutoCloseable {

        private final InputStream in;
        private byte[] buffer = new byte[1 << 17];
        private int at;
        private int end;

        Lines(Path file) throws IOException {
            in = file.endsWith("leaves") && !Files.exists(file)
                    ? InputStream.nullInputStream()
                    : Files.newInputStream(file);
        }

        /** Returns the next line without its line feed, or nothing after the last. */
        Optional<byte[]> next() throws IOException {
            for (int next = at; ; next++) {
                if (next == end) {
                    int length = end - at;
                    if (!readMore()) {
                        if (length > 0) {
                            throw new Untrue("the last line is not whole");
                        }
                        return Optional.empty();
                    }
                    next = at + length;
                }
                if (buffer[next] == '\n') {
                    byte[] line = Arrays.copyOfRange(buffer, at, next);
                    at = next + 1;
                    return Optional.of(line);
                }
            }
        }

        /** Moves what is left to the beginning and fills up behind it. */
        private boolean readMore() throws IOException {
            System.arraycopy(buffer, at, buffer, 0, end - at);
            end -= at;
            at = 0;
            if (end == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * end);
            }
            int read = in.read(buffer, end, buffer.length - end);
            end += Math.max(read, 0);
            return read > 0;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** RFC 9162, section 2.1.1: the hashes of the complete subtrees, largest first. */
    private static final class Tree {

        private final List<byte[]> complete = new ArrayList<>();
        private long size;

        void append(byte[] leaf) {
            byte[] hash = leaf;
            for (long position = size; (position & 1) == 1; position >>>= 1) {
                hash = nodeHash(complete.remove(complete.size() - 1), hash);
            }
            complete.add(hash);
            size++;
        }

        byte[] root() {
            byte[] root = complete.isEmpty() ? sha256().digest() : complete.get(complete.size() - 1);
            for (int at = complete.size() - 2; at >= 0; at--) {
                root = nodeHash(complete.get(at), root);
            }
            return root;
        }
    }

    /** What makes the export untrue. */
    private static final class Untrue extends RuntimeException {

        @java.io.Serial
        private static final long serialVersionUID = 1L;

        Untrue(String message) {
            super(message);
        }
    }

    /** A public key in the form of C2SP signed-note: name, four bytes of a hash in hex, one byte for the algorithm and the key. */
    private static final class Key {

        private final String name;
        private final byte[] id;
        private final PublicKey key;

        Key(String text) {
            String[] parts = text.strip().split("\\+", 3);
            byte[] typed = parts.length == 3 ? decode(parts[2]) : new byte[0];
            if (typed.length != 33 || typed[0] != 1) {
                throw new Untrue("the key has not the form name+id+key of an Ed25519 key");
            }
            MessageDigest digest = sha256();
            digest.update((parts[0] + "\n").getBytes(StandardCharsets.UTF_8));
            this.name = parts[0];
            this.id = Arrays.copyOf(digest.digest(typed), 4);
            this.key = publicKey(Arrays.copyOfRange(typed, 1, 33));
            if (!parts[1].equals(HexFormat.of().formatHex(id))) {
                throw new Untrue("the id in the key is not that of the key");
            }
        }

        boolean verifies(String text, byte[] line) {
            if (line.length != 68 || !Arrays.equals(id, Arrays.copyOf(line, 4))) {
                return false;
            }
            try {
                Signature ed25519 = Signature.getInstance("Ed25519");
                ed25519.initVerify(key);
                ed25519.update(text.getBytes(StandardCharsets.UTF_8));
                return ed25519.verify(line, 4, 64);
            } catch (SignatureException ex) {
                return false;
            } catch (GeneralSecurityException ex) {
                throw new IllegalStateException(ex);
            }
        }

        private static PublicKey publicKey(byte[] raw) {
            byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
            byte[] encoded = ByteBuffer.allocate(44).put(prefix).put(raw).array();
            try {
                return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            } catch (GeneralSecurityException ex) {
                throw new Untrue("the key is none");
            }
        }
    }

    /** A checkpoint whose signature was verified. */
    private static final class Signed {

        private final long size;
        private final byte[] root;

        private Signed(long size, byte[] root) {
            this.size = size;
            this.root = root;
        }

        static Signed open(String note, Key key) {
            int end = note.indexOf("\n\n");
            String text = end < 0 ? "" : note.substring(0, end + 1);
            String[] lines = text.split("\n", -1);
            if (lines.length < 4 || !lines[0].equals(key.name)) {
                throw new Untrue("a checkpoint is not one of " + key.name);
            }
            String prefix = "\u2014 " + key.name + " ";
            boolean signed = note.substring(end + 2)
                    .lines()
                    .filter(line -> line.startsWith(prefix))
                    .anyMatch(line -> key.verifies(text, decode(line.substring(prefix.length()))));
            if (!signed) {
                throw new Untrue("a checkpoint is not signed by " + key.name);
            }
            return new Signed(number(lines[1]), decode(lines[2]));
        }

        static List<Signed> findAll(String text, Key key) {
            Pattern note =
                    Pattern.compile(Pattern.quote(key.name) + "\\n[0-9]+\\n[^\\n]+\\n\\n(?:\u2014 [^\\n]+(?:\\n|$))+");
            return note.matcher(text.replace('|', '\n'))
                    .results()
                    .map(found -> open(found.group(), key))
                    .toList();
        }
    }
}
