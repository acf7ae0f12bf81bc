package dev.readiness.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A request whose body is unpacked while it is read, and that says nothing of having been packed. */
final class UnpackedRequest extends HttpServletRequestWrapper {

    private static final Set<String> OF_THE_PACKED_BODY = hidden();

    private @Nullable ServletInputStream stream;

    private @Nullable BufferedReader reader;

    private boolean malformed;

    UnpackedRequest(HttpServletRequest request) {
        super(request);
    }

    /** Returns whether the body turned out not to be what its coding says. */
    boolean isMalformed() {
        return malformed;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (stream == null) {
            stream = new UnpackedStream(new UnpackedBody(super.getInputStream(), () -> malformed = true));
        }
        return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        if (reader == null) {
            String encoding = getCharacterEncoding();
            Charset charset = encoding == null ? StandardCharsets.ISO_8859_1 : Charset.forName(encoding);
            reader = new BufferedReader(new InputStreamReader(getInputStream(), charset));
        }
        return reader;
    }

    @Override
    public int getContentLength() {
        return -1;
    }

    @Override
    public long getContentLengthLong() {
        return -1;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return OF_THE_PACKED_BODY.contains(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return OF_THE_PACKED_BODY.contains(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public int getIntHeader(String name) {
        return OF_THE_PACKED_BODY.contains(name) ? -1 : super.getIntHeader(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !OF_THE_PACKED_BODY.contains(name))
                .toList());
    }

    private static Set<String> hidden() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Collections.addAll(names, "Content-Encoding", "Content-Length");
        return names;
    }

    private static final class UnpackedStream extends ServletInputStream {

        private final UnpackedBody body;

        private boolean finished;

        UnpackedStream(UnpackedBody body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int value = body.read();
            finished |= value < 0;
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = body.read(target, offset, length);
            finished |= read < 0;
            return read;
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("A packed body cannot be read without blocking");
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
