package dev.readiness.spring.validation;

import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Refuses properties that a class does not have, where the class is to be strict. */
final class UnknownProperties extends DeserializationProblemHandler {

    private final StrictTypes strict;

    UnknownProperties(StrictTypes strict) {
        this.strict = strict;
    }

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            ValueDeserializer<?> deserializer,
            Object beanOrClass,
            String property) {
        if (strict.includes(beanOrClass)) {
            throw UnrecognizedPropertyException.from(parser, beanOrClass, property, List.of());
        }
        return false;
    }
}
