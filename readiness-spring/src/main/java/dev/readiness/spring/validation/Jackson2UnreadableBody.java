package dev.readiness.spring.validation;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.readiness.validation.JsonPointer;
import dev.readiness.validation.Violation;
import dev.readiness.validation.Violation.In;

/** Says why Jackson 2 could not read a body, as {@link UnreadableBody} does of Jackson 3. */
final class Jackson2UnreadableBody {

    private Jackson2UnreadableBody() {}

    static boolean knows(Throwable cause) {
        return cause instanceof JsonProcessingException;
    }

    static Violation violation(Throwable cause) {
        Throwable kind = cause;
        while (kind instanceof JsonMappingException && kind.getCause() instanceof JsonProcessingException inner) {
            kind = inner; // wrapped to say where
        }
        JsonPointer pointer = pointerOf(cause);
        if (kind instanceof StreamConstraintsException tooMuch) {
            return violation(pointer, "limit-exceeded", UnreadableBody.TOO_MUCH + position(tooMuch));
        }
        if (kind instanceof StreamReadException malformed) {
            return malformed.getOriginalMessage().startsWith("Duplicate ")
                    ? violation(pointer, "duplicate-key", UnreadableBody.TWICE + position(malformed))
                    : violation(pointer, "malformed", UnreadableBody.MALFORMED + position(malformed));
        }
        if (kind instanceof UnrecognizedPropertyException) {
            return violation(pointer, "unknown-property", UnreadableBody.UNKNOWN);
        }
        if (kind instanceof Jackson2NotFromRequest.NotFromRequestException) {
            return violation(pointer, "not-from-request", UnreadableBody.NOT_FROM_REQUEST);
        }
        return kind instanceof ValueInstantiationException
                ? violation(pointer, "invalid", UnreadableBody.INVALID)
                : violation(pointer, "type-mismatch", ExpectedTypes.UNKNOWN);
    }

    private static Violation violation(JsonPointer pointer, String code, String message) {
        return new Violation(In.BODY, pointer.toString(), code, message);
    }

    private static JsonPointer pointerOf(Throwable cause) {
        JsonPointer pointer = JsonPointer.ROOT;
        if (cause instanceof JsonMappingException mapping) {
            for (JsonMappingException.Reference step : mapping.getPath()) {
                if (step.getFieldName() != null) {
                    pointer = pointer.property(step.getFieldName());
                } else if (step.getIndex() >= 0) {
                    pointer = pointer.index(step.getIndex());
                }
            }
        }
        return pointer;
    }

    private static String position(JsonProcessingException exception) {
        JsonLocation location = exception.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
