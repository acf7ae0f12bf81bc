package dev.readiness.spring.validation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.readiness.spring.validation.PathLimits.JsonLimits;
import dev.readiness.spring.validation.ValidationProperties.Json;
import dev.readiness.spring.validation.ValidationProperties.NotFromRequestMode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads requests as {@link RequestMapper} does, with Jackson 2: a copy of the mapper of the application, which stays as it is. */
final class Jackson2Mapper extends ObjectMapper {

    private static final long serialVersionUID = 1L;

    /** As copying does, but also where the mapper is of another class, which would refuse to be copied. */
    private Jackson2Mapper(ObjectMapper application, JsonFactory factory) {
        super(application, factory);
    }

    static ObjectMapper of(ObjectMapper application, JsonLimits limits, @Nullable NotFromRequestMode notFromRequest) {
        Json json = limits.json();
        JsonFactory source = application.getFactory();
        StreamReadConstraints constraints = constraints(source.streamReadConstraints(), json);
        JsonFactory factory =
                new Jackson2Factory(source, constraints, limits.budgeted() && !constraints.hasMaxTokenCount());
        if (Boolean.TRUE.equals(json.refuseDuplicateKeys())) {
            factory.configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature(), true);
        }
        ObjectMapper mapper = new Jackson2Mapper(application, factory);
        if (limits.finiteNumbers() && !source.isEnabled(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature())) {
            mapper.registerModule(new Jackson2FiniteNumbers());
        }
        if (!json.refuseUnknownProperties().isEmpty()) {
            mapper.addHandler(new Unknown(new StrictTypes(json.refuseUnknownProperties())));
        }
        if (notFromRequest != null) {
            mapper.registerModule(new Jackson2NotFromRequest(notFromRequest));
        }
        return mapper;
    }

    private static StreamReadConstraints constraints(StreamReadConstraints application, Json json) {
        StreamReadConstraints.Builder constraints = application.rebuild();
        if (json.maxDepth() != null) {
            constraints.maxNestingDepth(json.maxDepth());
        }
        if (json.maxStringLength() != null) {
            constraints.maxStringLength(json.maxStringLength());
        }
        if (json.maxNumberLength() != null) {
            constraints.maxNumberLength(json.maxNumberLength());
        }
        if (json.maxNameLength() != null) {
            constraints.maxNameLength(json.maxNameLength());
        }
        if (json.maxTokens() != null) {
            constraints.maxTokenCount(json.maxTokens());
        }
        return constraints.build();
    }

    private static final class Unknown extends DeserializationProblemHandler {

        private final StrictTypes strict;

        Unknown(StrictTypes strict) {
            this.strict = strict;
        }

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object beanOrClass,
                String property)
                throws IOException {
            if (strict.includes(beanOrClass)) {
                throw UnrecognizedPropertyException.from(parser, beanOrClass, property, List.of());
            }
            return false;
        }
    }
}
