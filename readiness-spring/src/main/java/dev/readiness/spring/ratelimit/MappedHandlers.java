package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.Route;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.util.pattern.PathPatternParser;

/** The handler methods of the running application and the routes that lead to them. */
record MappedHandlers(List<Entry> entries, PathPatternParser parser, boolean hasRouterFunctions) {

    static final MappedHandlers NONE = new MappedHandlers(List.of(), PathPatternParser.defaultInstance, false);

    /** A route and the method behind it. */
    record Entry(Route route, HandlerMethod handler) {

        Optional<RateLimited> annotation() {
            return Optional.ofNullable(isOnMethod() ? onMethod() : onType());
        }

        Optional<String> ruleName() {
            return annotation().map(annotation -> annotation.value().isEmpty() ? derivedName() : annotation.value());
        }

        private boolean isOnMethod() {
            return onMethod() != null;
        }

        private @Nullable RateLimited onMethod() {
            return AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RateLimited.class);
        }

        private @Nullable RateLimited onType() {
            return AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), RateLimited.class);
        }

        /** All handlers of a controller that is annotated count together. */
        private String derivedName() {
            String type = ClassUtils.getUserClass(handler.getBeanType()).getSimpleName();
            String name = isOnMethod() ? type + "." + handler.getMethod().getName() : type;
            return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                    .replaceAll("[^A-Za-z0-9.-]", "-")
                    .toLowerCase(Locale.ROOT);
        }

        /** Returns the place of the annotation, for messages. */
        String place() {
            return "@RateLimited on "
                    + (isOnMethod() ? handlerName() : handler.getBeanType().getSimpleName());
        }

        String handlerName() {
            return handler.getBeanType().getSimpleName() + "."
                    + handler.getMethod().getName();
        }
    }
}
