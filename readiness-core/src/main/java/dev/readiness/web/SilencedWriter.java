package dev.readiness.web;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Takes nothing any more, and sends nothing, once the body of its request was too large. */
final class SilencedWriter extends FilterWriter {

    private final BodyLimit limit;

    SilencedWriter(Writer delegate, BodyLimit limit) {
        super(delegate);
        this.limit = limit;
    }

    @Override
    public void write(int character) throws IOException {
        if (!limit.exceeded()) {
            super.write(character);
        }
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        if (!limit.exceeded()) {
            super.write(characters, offset, length);
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        if (!limit.exceeded()) {
            super.write(text, offset, length);
        }
    }

    @Override
    public void flush() throws IOException {
        if (!limit.exceeded()) {
            super.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (!limit.exceeded()) {
            super.close();
        }
    }
}
