package dev.readiness.spring.validation;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.EndpointInspector;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells for each endpoint how far its input is checked. */
final class InputInspector implements EndpointInspector {

    private final Function<Endpoint, Optional<List<ParameterReview>>> reviews;

    InputInspector(Function<Endpoint, Optional<List<ParameterReview>>> reviews) {
        this.reviews = reviews;
    }

    @Override
    public String aspect() {
        return "input";
    }

    @Override
    public Optional<Fact> inspect(Endpoint endpoint) {
        return reviews.apply(endpoint)
                .map(parameters -> new Fact(
                        HandlerReview.worstOf(parameters).text(),
                        parameters.stream().map(ParameterReview::summary).collect(Collectors.joining("; "))));
    }
}
