package dev.readiness.spring.validation;

import dev.readiness.validation.JsonPointer;
import dev.readiness.validation.Violation;
import dev.readiness.validation.Violation.In;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;

/** Says why a body could not be read, in our words: Jackson's repeat the input and name classes. */
final class UnreadableBody {

    static final String TOO_MUCH = "is too deep, too long or too much";

    static final String TWICE = "has a name twice";

    static final String MALFORMED = "is not well-formed JSON";

    static final String UNKNOWN = "is not known here";

    static final String NOT_FROM_REQUEST = "must not be set by a caller";

    static final String INVALID = "is not valid";

    /** The exceptions of Jackson 2 may not be there. */
    private static final boolean KNOWS_JACKSON_2 =
            ClassUtils.isPresent("com.fasterxml.jackson.databind.ObjectMapper", UnreadableBody.class.getClassLoader());

    private UnreadableBody() {}

    static Violation violation(@Nullable Throwable cause) {
        if (cause instanceof StreamConstraintsException tooMuch) {
            return violation(pointerOf(tooMuch), "limit-exceeded", TOO_MUCH + position(tooMuch));
        }
        if (cause instanceof StreamReadException malformed && isDuplicate(malformed)) {
            return violation(pointerOf(malformed), "duplicate-key", TWICE + position(malformed));
        }
        if (cause instanceof StreamReadException malformed) {
            return violation(pointerOf(malformed), "malformed", MALFORMED + position(malformed));
        }
        if (cause instanceof JacksonException unfit) {
            return unfit(unfit);
        }
        if (KNOWS_JACKSON_2 && cause != null && Jackson2UnreadableBody.knows(cause)) {
            return Jackson2UnreadableBody.violation(cause);
        }
        return cause == null
                ? violation(JsonPointer.ROOT, "missing", "must be present")
                : violation(JsonPointer.ROOT, "malformed", "cannot be read");
    }

    /** The classes of Jackson's databind are known by name only, so that the library does without them. */
    private static Violation unfit(JacksonException unfit) {
        JsonPointer pointer = pointerOf(unfit);
        return switch (unfit.getClass().getSimpleName()) {
            case "UnrecognizedPropertyException" -> violation(pointer, "unknown-property", UNKNOWN);
            case "NotFromRequestException" -> violation(pointer, "not-from-request", NOT_FROM_REQUEST);
            case "ValueInstantiationException" -> violation(pointer, "invalid", INVALID);
            default -> violation(pointer, "type-mismatch", ExpectedTypes.UNKNOWN);
        };
    }

    /** Jackson has one exception for everything that is malformed. */
    private static boolean isDuplicate(StreamReadException malformed) {
        return malformed.getOriginalMessage().startsWith("Duplicate ");
    }

    private static Violation violation(JsonPointer pointer, String code, String message) {
        return new Violation(In.BODY, pointer.toString(), code, message);
    }

    private static JsonPointer pointerOf(JacksonException exception) {
        JsonPointer pointer = JsonPointer.ROOT;
        for (JacksonException.Reference step : exception.getPath()) {
            if (step.getPropertyName() != null) {
                pointer = pointer.property(step.getPropertyName());
            } else if (step.getIndex() >= 0) {
                pointer = pointer.index(step.getIndex());
            }
        }
        return pointer;
    }

    private static String position(JacksonException exception) {
        TokenStreamLocation location = exception.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
