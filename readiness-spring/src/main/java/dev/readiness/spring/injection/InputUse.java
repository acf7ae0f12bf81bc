package dev.readiness.spring.injection;

import dev.readiness.spring.assessment.FlowValue.Origin;
import dev.readiness.spring.assessment.FlowValue.Part;

/**
 * Something that a method was given gets to a place that is dangerous for it.
 *
 * @param kind which danger
 * @param input what was given: the kind of {@link Part} says how a text was made of it, its name which parameter, and which
 *     property of it, for example {@code 1.url}
 * @param at the call that it gets to, for example {@code JdbcTemplate.query}
 * @param in the method that makes the call, for example {@code PetService.find}
 */
record InputUse(Kind kind, Part input, String at, String in) {

    /** Where it gets. */
    enum Kind {
        /** Into the text of a statement of SQL or JPQL. */
        QUERY,
        /** Into a command line, a script or an expression. */
        COMMAND,
        /** Into the path of a file that is read, written or deleted. */
        PATH,
        /** Into the address of something that the server fetches. */
        FETCH,
        /** Into the address that a browser is sent to. */
        REDIRECT,
        /** Into the number of rows that are read. */
        ROWS,
        /** Into a property of a stored row that says whose it is or what its owner may do. */
        OWNER,
        /** Into a price or a sum of a stored order. */
        PRICE
    }

    /** Returns whether a text that is made in this way is dangerous: an address is only if the caller chooses its begin. */
    boolean isDangerous() {
        return switch (kind) {
            case QUERY, COMMAND -> InputParts.isText(input);
            case PATH -> InputParts.isText(input) && input.origin() != Origin.INPUT_WITHIN;
            case FETCH, REDIRECT ->
                (InputParts.isText(input) || InputParts.isAddress(input)) && input.origin() == Origin.INPUT;
            case ROWS, OWNER, PRICE -> true;
        };
    }

    /** Returns the same for a method that gives {@code argument} to the one that uses it. */
    InputUse givenAs(Part argument) {
        return new InputUse(kind, InputParts.within(argument, input), at, in);
    }
}
