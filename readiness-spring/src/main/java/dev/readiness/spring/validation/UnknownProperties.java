package dev.readiness.spring.validation;

import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Refuses properties that a class does not have, where the class is to be strict. */
final class UnknownProperties extends DeserializationProblemHandler {

    private final List<String> strict;

    UnknownProperties(List<String> strict) {
        this.strict = List.copyOf(strict);
    }

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            ValueDeserializer<?> deserializer,
            Object beanOrClass,
            String property) {
        Class<?> type = beanOrClass instanceof Class<?> given ? given : beanOrClass.getClass();
        if (isStrict(type.getName())) {
            throw UnrecognizedPropertyException.from(parser, beanOrClass, property, List.of());
        }
        return false;
    }

    private boolean isStrict(String type) {
        return strict.stream()
                .anyMatch(wanted -> wanted.endsWith("*")
                        ? type.startsWith(wanted.substring(0, wanted.length() - 1))
                        : type.equals(wanted) || type.replace('$', '.').equals(wanted));
    }
}
