package dev.readiness.spring.validation;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;

/** The constraints of one parser, which has a budget instead of a number of tokens. */
final class BudgetedConstraints extends StreamReadConstraints {

    private static final long serialVersionUID = 1L;

    private transient @Nullable JsonParser parser;

    private final transient ReadingBudget budget = new ReadingBudget(this::bytesRead);

    BudgetedConstraints(StreamReadConstraints source) {
        super(
                source.getMaxNestingDepth(),
                source.getMaxDocumentLength(),
                Long.MAX_VALUE - 1, // or the parser would not ask
                source.getMaxNumberLength(),
                source.getMaxStringLength(),
                source.getMaxNameLength());
    }

    /** Lets {@code reader} be the parser that these are for. */
    JsonParser of(JsonParser reader) {
        this.parser = reader;
        return reader;
    }

    @Override
    public void validateTokenCount(long count) {
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
        TokenStreamLocation location = parser.currentLocation();
        return Math.max(location.getByteOffset(), location.getCharOffset());
    }
}
