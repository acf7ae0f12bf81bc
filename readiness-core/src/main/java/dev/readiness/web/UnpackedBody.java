package dev.readiness.web;

import dev.readiness.validation.ProblemDocument;
import dev.readiness.validation.Violation;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Unpacks a body while it is read; opens it at the first read, so that a body that is not packed fails there. */
final class UnpackedBody extends InputStream {

    private final InputStream packed;

    private final Refusal refusal;

    private @Nullable InputStream unpacked;

    /** Answers a request whose body is not what its coding says. */
    @FunctionalInterface
    interface Refusal {

        void refuse() throws IOException;
    }

    UnpackedBody(InputStream packed, Refusal refusal) {
        this.packed = packed;
        this.refusal = refusal;
    }

    static ProblemDocument problem() {
        return ProblemDocument.invalidInput(
                List.of(new Violation(Violation.In.BODY, "", "malformed", "is not what its coding says")));
    }

    @Override
    public int read() throws IOException {
        try {
            return open().read();
        } catch (ZipException | EOFException ex) {
            refusal.refuse();
            throw ex;
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return open().read(target, offset, length);
        } catch (ZipException | EOFException ex) {
            refusal.refuse();
            throw ex;
        }
    }

    private InputStream open() throws IOException {
        if (unpacked == null) {
            unpacked = new GZIPInputStream(packed);
        }
        return unpacked;
    }

    @Override
    public void close() throws IOException {
        packed.close();
    }
}
