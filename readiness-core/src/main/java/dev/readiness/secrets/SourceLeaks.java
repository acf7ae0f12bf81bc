package dev.readiness.secrets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Reads the lines of one source on which a secret may stand. */
final class SourceLeaks {

    static final String ALLOWED = "readiness:allow-secret";

    private static final Pattern COMMENT = Pattern.compile("^\\s*(\\*|//|/\\*|<!--|#|--|;|REM\\b|!).*");

    private static final Pattern KEY_BEGINS =
            Pattern.compile("-----BEGIN ([A-Z]+ )*PRIVATE KEY( BLOCK)?-----|PuTTY-User-Key-File-\\d:");

    private static final Pattern KEY_BODY =
            Pattern.compile("(?s).*?KEY( BLOCK)?-----[\\s\"'+,;\\\\rnt|>#*.]*?[A-Za-z0-9+/=]{16,}.*|PuTTY-User.*");

    /** How many lines below a word may still belong to it. */
    private static final int LONGEST_BLOCK = 60;

    private static final int LONGEST_LINE = 4_000;

    private final String file;
    private final SourceKind kind;
    private final SourceTrust trust;
    private final UnaryOperator<String> fingerprint;

    SourceLeaks(String file, UnaryOperator<String> fingerprint) {
        this.file = file;
        this.kind = SourceKind.of(file);
        this.trust = SourceKind.trust(file);
        this.fingerprint = fingerprint;
    }

    List<Leak> leaks(byte[] bytes) {
        BitSet offsets = LeakWords.offsets(bytes);
        if (offsets.isEmpty()) {
            return List.of();
        }
        SourceLines source = new SourceLines(new String(bytes, StandardCharsets.UTF_8));
        List<Leak> leaks = new ArrayList<>();
        BitSet lines = reach(lines(bytes, offsets), source);
        for (int line = lines.nextSetBit(0); line >= 0; line = lines.nextSetBit(line + 1)) {
            if (!source.at(line).contains(ALLOWED)) {
                leaks.addAll(onLine(source, line));
            }
        }
        return leaks;
    }

    private static BitSet lines(byte[] bytes, BitSet offsets) {
        BitSet lines = new BitSet();
        int line = 0;
        int counted = 0;
        for (int offset = offsets.nextSetBit(0); offset >= 0; offset = offsets.nextSetBit(offset + 1)) {
            for (; counted < offset; counted++) {
                // As String.lines() counts: a carriage return ends a line too.
                if (bytes[counted] == '\n' || (bytes[counted] == '\r' && bytes[counted + 1] != '\n')) {
                    line++;
                }
            }
            lines.set(line);
        }
        return lines;
    }

    /** Adds the lines that belong to a word on a line above: a value on the next line, a block, the rows of an insert. */
    private BitSet reach(BitSet lines, SourceLines source) {
        BitSet reached = (BitSet) lines.clone();
        for (int line = lines.nextSetBit(0); line >= 0; line = lines.nextSetBit(line + 1)) {
            reached.set(line + 1);
            if (kind == SourceKind.NESTED) {
                int indent = SourceLines.indent(source.at(line));
                for (int next = line + 1;
                        next < line + LONGEST_BLOCK && SourceLines.indent(source.at(next)) > indent;
                        next++) {
                    reached.set(next);
                }
            } else if (file.endsWith(".tf")) {
                for (int next = line + 1;
                        next < line + LONGEST_BLOCK
                                && next < source.count()
                                && !source.at(next).startsWith("}");
                        next++) {
                    reached.set(next);
                }
            } else if (kind == SourceKind.SQL) {
                for (int next = line;
                        next < line + LONGEST_BLOCK && !source.at(next).strip().endsWith(";");
                        next++) {
                    reached.set(next + 1);
                }
            }
        }
        reached.clear(source.count(), Math.max(source.count(), reached.length()));
        return reached;
    }

    private List<Leak> onLine(SourceLines source, int line) {
        String text = source.at(line);
        LineLeaks found = new LineLeaks();
        SourceTrust here = trust == SourceTrust.USED && COMMENT.matcher(text).matches() ? SourceTrust.SHOWN : trust;
        if (KEY_BEGINS.matcher(text).find() && hasBody(source, line)) {
            found.add(LeakKind.PRIVATE_KEY, "", text + source.at(line + 1));
        }
        SecretShape.sightings(text).stream()
                .filter(sighting -> LeakJudge.counts(sighting, here))
                .filter(sighting -> sighting.kind() != LeakKind.PRIVATE_KEY
                        || !source.at(line - 1).contains("-----BEGIN"))
                .forEach(sighting -> found.add(sighting.kind(), "", sighting.value()));
        if (here != SourceTrust.SHAPES_ONLY && text.length() <= LONGEST_LINE) {
            CandidateReader.of(kind)
                    .read(
                            source,
                            line,
                            candidate -> LeakJudge.judge(candidate, here, kind)
                                    .ifPresent(leak -> found.add(leak, candidate.name(), candidate.value())));
        }
        return found.leaks(file, line + 1, fingerprint);
    }

    private static boolean hasBody(SourceLines source, int line) {
        String block = source.at(line) + "\n" + source.at(line + 1) + "\n" + source.at(line + 2);
        return KEY_BODY.matcher(block.substring(Math.max(0, block.indexOf("-----BEGIN"))))
                        .matches()
                && !block.contains("ENCRYPTED");
    }
}
