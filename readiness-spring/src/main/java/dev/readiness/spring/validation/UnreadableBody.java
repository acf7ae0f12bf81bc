package dev.readiness.spring.validation;

import dev.readiness.validation.JsonPointer;
import dev.readiness.validation.Violation;
import dev.readiness.validation.Violation.In;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;

/** Says why a body could not be read, in our words: Jackson's repeat the input and name classes. */
final class UnreadableBody {

    private UnreadableBody() {}

    static Violation violation(@Nullable Throwable cause) {
        if (cause instanceof StreamConstraintsException tooMuch) {
            return violation(
                    pointerOf(tooMuch), "limit-exceeded", "is too deep, too long or too much" + position(tooMuch));
        }
        if (cause instanceof StreamReadException malformed && isDuplicate(malformed)) {
            return violation(pointerOf(malformed), "duplicate-key", "has a name twice" + position(malformed));
        }
        if (cause instanceof StreamReadException malformed) {
            return violation(pointerOf(malformed), "malformed", "is not well-formed JSON" + position(malformed));
        }
        if (cause instanceof JacksonException unfit) {
            return unfit(unfit);
        }
        return cause == null
                ? violation(JsonPointer.ROOT, "missing", "must be present")
                : violation(JsonPointer.ROOT, "malformed", "cannot be read");
    }

    /** The classes of Jackson's databind are known by name only, so that the library does without them. */
    private static Violation unfit(JacksonException unfit) {
        JsonPointer pointer = pointerOf(unfit);
        return switch (unfit.getClass().getSimpleName()) {
            case "UnrecognizedPropertyException" -> violation(pointer, "unknown-property", "is not known here");
            case "NotFromRequestException" -> violation(pointer, "not-from-request", "must not be set by a caller");
            case "ValueInstantiationException" -> violation(pointer, "invalid", "is not valid");
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
