package dev.readiness.spring.validation;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import org.jspecify.annotations.Nullable;

/** The constraints of one parser of Jackson 2, which has a budget instead of a number of tokens. */
final class Jackson2Constraints extends StreamReadConstraints {

    private static final long serialVersionUID = 1L;

    private transient @Nullable JsonParser parser;

    private final transient ReadingBudget budget = new ReadingBudget(this::bytesRead);

    Jackson2Constraints(StreamReadConstraints source) {
        super(
                source.getMaxNestingDepth(),
                source.getMaxDocumentLength(),
                source.getMaxNumberLength(),
                source.getMaxStringLength(),
                source.getMaxNameLength(),
                Long.MAX_VALUE - 1); // or the parser would not ask
    }

    /** Lets {@code reader} be the parser that these are for. */
    JsonParser of(JsonParser reader) {
        this.parser = reader;
        return reader;
    }

    @Override
    public void validateTokenCount(long count) throws StreamConstraintsException {
        if (parser == null || count != parser.currentTokenCount()) {
            return; // what was put by is read again by another parser
        }
        if (!budget.spend(parser.currentToken() == JsonToken.START_OBJECT)) {
            throw _constructException("Document has too many objects and values for its length");
        }
    }

    private long bytesRead() {
        if (parser == null) {
            return 0;
        }
        JsonLocation location = parser.currentLocation();
        return Math.max(location.getByteOffset(), location.getCharOffset());
    }
}
