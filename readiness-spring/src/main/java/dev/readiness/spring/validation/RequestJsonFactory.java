package dev.readiness.spring.validation;

import java.io.InputStream;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.ContentReference;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.async.NonBlockingByteBufferJsonParser;
import tools.jackson.core.sym.ByteQuadsCanonicalizer;

/** Makes parsers that hold to a budget, and to the constraints also where JSON is read as it arrives. */
final class RequestJsonFactory extends JsonFactory {

    private static final long serialVersionUID = 1L;

    private final boolean budgeted;

    /**
     * Creates a factory.
     *
     * @param budgeted whether a document must not make more work than its length gives a reason for
     */
    RequestJsonFactory(JsonFactoryBuilder builder, boolean budgeted) {
        super(builder);
        this.budgeted = budgeted;
    }

    @Override
    protected IOContext _createContext(ContentReference content, boolean managed, JsonEncoding encoding) {
        return budgeted(super._createContext(content, managed, encoding));
    }

    @Override
    protected IOContext _createNonBlockingContext(@Nullable Object source) {
        return budgeted(super._createNonBlockingContext(source));
    }

    private IOContext budgeted(IOContext plain) {
        return budgeted
                ? new IOContext(
                        new BudgetedConstraints(plain.streamReadConstraints()),
                        plain.streamWriteConstraints(),
                        plain.errorReportConfiguration(),
                        plain.bufferRecycler(),
                        plain.contentReference(),
                        plain.isResourceManaged(),
                        plain.getEncoding())
                : plain;
    }

    private static JsonParser counted(IOContext context, JsonParser parser) {
        return context.streamReadConstraints() instanceof BudgetedConstraints budget ? budget.of(parser) : parser;
    }

    @Override
    protected JsonParser _createParser(ObjectReadContext context, IOContext io, InputStream in) {
        return counted(io, super._createParser(context, io, in));
    }

    @Override
    protected JsonParser _createParser(ObjectReadContext context, IOContext io, Reader in) {
        return counted(io, super._createParser(context, io, in));
    }

    @Override
    protected JsonParser _createParser(ObjectReadContext context, IOContext io, byte[] data, int offset, int length) {
        return counted(io, super._createParser(context, io, data, offset, length));
    }

    @Override
    protected JsonParser _createParser(
            ObjectReadContext context, IOContext io, char[] data, int offset, int length, boolean recyclable) {
        return counted(io, super._createParser(context, io, data, offset, length, recyclable));
    }

    @Override
    @SuppressWarnings("unchecked") // as in Jackson's own factory
    public JsonParser createNonBlockingByteBufferParser(ObjectReadContext context) {
        IOContext io = _createNonBlockingContext(null);
        return counted(
                io,
                new ArrivingJson(
                        context,
                        io,
                        context.getStreamReadFeatures(_streamReadFeatures),
                        context.getFormatReadFeatures(_formatReadFeatures),
                        _byteSymbolCanonicalizer.makeChildOrPlaceholder(_factoryFeatures)));
    }

    /**
     * Jackson looks at the length of what arrives when its buffer is full, or when somebody asks for the text as a string or a
     * number; whoever copies the tokens does neither.
     */
    private static final class ArrivingJson extends NonBlockingByteBufferJsonParser {

        ArrivingJson(
                ObjectReadContext context,
                IOContext io,
                int readFeatures,
                int formatFeatures,
                ByteQuadsCanonicalizer symbols) {
            super(context, io, readFeatures, formatFeatures, symbols);
        }

        @Override
        public JsonToken nextToken() {
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
