package dev.readiness.spring.validation;

import dev.readiness.assessment.Result;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;

/** Spring WebFlux writes files of any size to the disk unless it is told otherwise. */
final class ReactiveUploadBounds implements UploadBounds {

    private static final String PARTS = "spring.webflux.multipart.max-parts";

    private static final String SIZE = "spring.webflux.multipart.max-disk-usage-per-part";

    private static final String REMEDY =
            "Set readiness.validation.max-body-size=10MB, or what you need, for all paths or for a route.";

    private final ObjectProvider<RequestLimits> limits;

    private final ObjectProvider<ReactiveBodies> bodies;

    private final Environment environment;

    ReactiveUploadBounds(
            ObjectProvider<RequestLimits> limits, ObjectProvider<ReactiveBodies> bodies, Environment environment) {
        this.limits = limits;
        this.bodies = bodies;
        this.environment = environment;
    }

    @Override
    public Bound at(String path) {
        long mostBytes = bodies.stream()
                .flatMap(counting -> limits.stream())
                .mapToLong(limit -> limit.of(path, "", null, found -> {}).maxBodyBytes())
                .min()
                .orElse(Long.MAX_VALUE);
        if (mostBytes < Long.MAX_VALUE) {
            return new Bound(Result.PASS, "bodies are counted up to " + mostBytes + " bytes", REMEDY);
        }
        boolean isBoundBySpring = isSet(PARTS) && isSet(SIZE);
        return new Bound(
                isBoundBySpring ? Result.PASS : Result.FAIL,
                isBoundBySpring ? PARTS + " and " + SIZE + " are set" : "nothing counts the bodies of this path",
                REMEDY);
    }

    private boolean isSet(String setting) {
        String value = environment.getProperty(setting, "-1").trim();
        return !value.startsWith("-");
    }
}
