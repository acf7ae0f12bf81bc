package dev.readiness.spring.validation;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.async.NonBlockingByteBufferJsonParser;
import tools.jackson.core.sym.ByteQuadsCanonicalizer;

/** Makes parsers that hold to the constraints also where JSON is read as it arrives. */
final class RequestJsonFactory extends JsonFactory {

    private static final long serialVersionUID = 1L;

    RequestJsonFactory(JsonFactoryBuilder builder) {
        super(builder);
    }

    @Override
    @SuppressWarnings("unchecked") // as in Jackson's own factory
    public JsonParser createNonBlockingByteBufferParser(ObjectReadContext context) {
        return new ArrivingJson(
                context,
                _createNonBlockingContext(null),
                context.getStreamReadFeatures(_streamReadFeatures),
                context.getFormatReadFeatures(_formatReadFeatures),
                _byteSymbolCanonicalizer.makeChildOrPlaceholder(_factoryFeatures));
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
