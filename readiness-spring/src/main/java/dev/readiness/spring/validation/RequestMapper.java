package dev.readiness.spring.validation;

import dev.readiness.spring.validation.PathLimits.JsonLimits;
import dev.readiness.spring.validation.ValidationProperties.Json;
import dev.readiness.spring.validation.ValidationProperties.NotFromRequestMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes the mapper that reads requests from the mapper of the application, which stays as it is. */
final class RequestMapper {

    private RequestMapper() {}

    static JsonMapper of(JsonMapper application, JsonLimits limits, @Nullable NotFromRequestMode notFromRequest) {
        Json json = limits.json();
        JsonFactory factory = application.tokenStreamFactory();
        StreamReadConstraints constraints = constraints(factory.streamReadConstraints(), json);
        JsonMapper.Builder builder = new OtherFactory(
                application.rebuild(),
                new RequestJsonFactory(
                        factory.rebuild().streamReadConstraints(constraints),
                        limits.budgeted() && !constraints.hasMaxTokenCount()));
        if (limits.finiteNumbers() && !application.isEnabled(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)) {
            builder.addModule(new FiniteNumbersModule());
        }
        if (Boolean.TRUE.equals(json.refuseDuplicateKeys())) {
            builder.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
        }
        List<String> strict = json.refuseUnknownProperties();
        if (!strict.isEmpty()) {
            builder.addHandler(new UnknownProperties(new StrictTypes(strict)));
        }
        if (notFromRequest != null) {
            builder.addModule(new NotFromRequestModule(notFromRequest));
        }
        return builder.build();
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

    /** A builder of a mapper keeps its factory; only one that extends it may have another. */
    private static final class OtherFactory extends JsonMapper.Builder {

        OtherFactory(JsonMapper.Builder source, JsonFactory factory) {
            super(new StateImpl(source));
            _streamFactory = factory;
        }
    }
}
