package dev.readiness.spring.validation;

import dev.readiness.spring.validation.ValidationProperties.CompressedBodies;
import dev.readiness.spring.validation.ValidationProperties.Route;
import java.util.function.Predicate;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Is true where a limit is configured, for all paths or for some. */
abstract class OnLimit implements Condition {

    private final Predicate<ValidationProperties> global;

    private final Predicate<Route> route;

    private OnLimit(Predicate<ValidationProperties> global, Predicate<Route> route) {
        this.global = global;
        this.route = route;
    }

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return Binder.get(context.getEnvironment())
                .bind("readiness.validation", ValidationProperties.class)
                .map(properties ->
                        global.test(properties) || properties.routes().stream().anyMatch(route))
                .orElse(false);
    }

    static final class BodySize extends OnLimit {

        BodySize() {
            super(properties -> properties.maxBodySize() != null, path -> path.maxBodySize() != null);
        }
    }

    static final class Counts extends OnLimit {

        Counts() {
            super(
                    properties -> properties.maxHeaders() != null || properties.maxParameters() != null,
                    path -> path.maxHeaders() != null || path.maxParameters() != null);
        }
    }

    static final class Codings extends OnLimit {

        Codings() {
            super(properties -> properties.compressedBodies() != null, path -> path.compressedBodies() != null);
        }
    }

    /** Whether a packed body is unpacked somewhere where the size of bodies may be limited. */
    static final class UnpackedSize extends OnLimit {

        private final OnLimit size = new BodySize();

        UnpackedSize() {
            super(
                    properties -> properties.compressedBodies() == CompressedBodies.UNPACK,
                    path -> path.compressedBodies() == CompressedBodies.UNPACK);
        }

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return super.matches(context, metadata) && size.matches(context, metadata);
        }
    }

    /** What a reactive application looks at before it reads a body. */
    static final class CountsOrCodings extends OnLimit {

        CountsOrCodings() {
            super(
                    properties -> properties.maxHeaders() != null
                            || properties.maxParameters() != null
                            || properties.compressedBodies() != null,
                    path -> path.maxHeaders() != null
                            || path.maxParameters() != null
                            || path.compressedBodies() != null);
        }
    }

    /** What a reactive application looks at while it reads a body. */
    static final class StreamedBody extends OnLimit {

        StreamedBody() {
            super(
                    properties -> properties.maxBodySize() != null
                            || properties.maxParameters() != null
                            || properties.compressedBodies() != null,
                    path -> path.maxBodySize() != null
                            || path.maxParameters() != null
                            || path.compressedBodies() != null);
        }
    }

    static final class Parts extends OnLimit {

        Parts() {
            super(
                    properties -> properties.maxParts() != null
                            || !properties.partTypes().isEmpty(),
                    path -> path.maxParts() != null || !path.partTypes().isEmpty());
        }
    }

    static final class JsonReading extends OnLimit {

        JsonReading() {
            super(
                    // What is answered, or has a size, has a budget.
                    properties -> properties.limitsReading() || properties.problemDetails(),
                    path -> false);
        }
    }
}
