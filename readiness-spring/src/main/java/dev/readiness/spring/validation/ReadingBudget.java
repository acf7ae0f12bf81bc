package dev.readiness.spring.validation;

import java.util.function.LongSupplier;

/**
 * Ends the reading of a document that makes more work than its bytes give a reason for: what costs is what is made of a body,
 * and a megabyte of {@code {},{},…} is 333,000 objects, each of which may have to be checked.
 *
 * <p>Not safe for use by several threads; each document has its own.
 */
final class ReadingBudget {

    /** What every document may cost: 40,000 empty objects, or 240,000 numbers. */
    static final long LEAST = 240_000;

    /** How many bytes give one more. Rows of a name and a short value each have about ten for each that they cost. */
    static final int BYTES_FOR_ONE = 4;

    /** Names, values and brackets cost one. An object is made, and its constraints are asked. */
    private static final int OBJECT = 5;

    private final LongSupplier read;

    private long spent;

    private long allowed = LEAST;

    /**
     * Creates the budget of a document.
     *
     * @param read says how many bytes of the document have been read
     */
    ReadingBudget(LongSupplier read) {
        this.read = read;
    }

    /** Counts one token, and returns whether it is still affordable. */
    boolean spend(boolean beginsObject) {
        spent += beginsObject ? OBJECT : 1;
        if (spent > allowed) {
            allowed = Math.max(LEAST, read.getAsLong() / BYTES_FOR_ONE);
        }
        return spent <= allowed;
    }
}
