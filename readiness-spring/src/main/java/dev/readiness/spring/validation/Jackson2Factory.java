package dev.readiness.spring.validation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.async.NonBlockingByteBufferJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Makes parsers of Jackson 2 as {@link RequestJsonFactory} does those of Jackson 3. */
final class Jackson2Factory extends JsonFactory {

    private static final long serialVersionUID = 1L;

    private final boolean budgeted;

    /**
     * Creates a factory.
     *
     * @param source whose features it has
     * @param budgeted whether a document must not make more work than its length gives a reason for
     */
    Jackson2Factory(JsonFactory source, StreamReadConstraints constraints, boolean budgeted) {
        super(source, null);
        _streamReadConstraints = constraints;
        this.budgeted = budgeted;
    }

    /** Those that ask, as Spring WebFlux does, take another class for another format. */
    @Override
    public String getFormatName() {
        return FORMAT_NAME_JSON;
    }

    @Override
    protected IOContext _createContext(ContentReference content, boolean managed) {
        return budgeted(super._createContext(content, managed));
    }

    @Override
    protected IOContext _createNonBlockingContext(@Nullable Object source) {
        return budgeted(super._createNonBlockingContext(source));
    }

    private IOContext budgeted(IOContext plain) {
        return budgeted
                ? new IOContext(
                        new Jackson2Constraints(plain.streamReadConstraints()),
                        plain.streamWriteConstraints(),
                        plain.errorReportConfiguration(),
                        plain.bufferRecycler(),
                        plain.contentReference(),
                        plain.isResourceManaged())
                : plain;
    }

    private static JsonParser counted(IOContext context, JsonParser parser) {
        return context.streamReadConstraints() instanceof Jackson2Constraints budget ? budget.of(parser) : parser;
    }

    @Override
    protected JsonParser _createParser(InputStream in, IOContext io) throws IOException {
        return counted(io, super._createParser(in, io));
    }

    @Override
    protected JsonParser _createParser(Reader in, IOContext io) throws IOException {
        return counted(io, super._createParser(in, io));
    }

    @Override
    protected JsonParser _createParser(byte[] data, int offset, int length, IOContext io) throws IOException {
        return counted(io, super._createParser(data, offset, length, io));
    }

    @Override
    protected JsonParser _createParser(char[] data, int offset, int length, IOContext io, boolean recyclable)
            throws IOException {
        return counted(io, super._createParser(data, offset, length, io, recyclable));
    }

    @Override
    public JsonParser createNonBlockingByteBufferParser() {
        IOContext io = _createNonBlockingContext(null);
        return counted(
                io,
                new ArrivingJson(
                        io, _parserFeatures, _byteSymbolCanonicalizer.makeChildOrPlaceholder(_factoryFeatures)));
    }

    /** Whoever copies the tokens asks for no text, and so nobody looked at its length. */
    private static final class ArrivingJson extends NonBlockingByteBufferJsonParser {

        ArrivingJson(IOContext io, int features, ByteQuadsCanonicalizer symbols) {
            super(io, features, symbols);
        }

        @Override
        public JsonToken nextToken() throws IOException {
            JsonToken token = super.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                streamReadConstraints().validateStringLength(_textBuffer.size());
            } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                streamReadConstraints().validateFPLength(_textBuffer.size());
            } else if (token == JsonToken.VALUE_NUMBER_INT) {
                streamReadConstraints().validateIntegerLength(_textBuffer.size());
            }
            return token;
        }
    }
}
