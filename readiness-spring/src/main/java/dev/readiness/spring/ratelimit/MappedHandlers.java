package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** The handler methods of the running application and the routes that lead to them. */
record MappedHandlers(List<Entry> entries, PathPatternParser parser) {

    /** A route and the method behind it. */
    record Entry(Route route, HandlerMethod handler) {

        Optional<String> ruleName() {
            RateLimited onMethod = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RateLimited.class);
            RateLimited annotation = onMethod != null
                    ? onMethod
                    : AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), RateLimited.class);
            return Optional.ofNullable(annotation).map(RateLimited::value);
        }

        String handlerName() {
            return handler.getBeanType().getSimpleName() + "."
                    + handler.getMethod().getName();
        }
    }

    static MappedHandlers of(Stream<RequestMappingInfoHandlerMapping> mappings) {
        List<Entry> entries = new ArrayList<>();
        PathPatternParser parser = null;
        for (RequestMappingInfoHandlerMapping mapping : mappings.toList()) {
            mapping.getHandlerMethods().forEach((info, handler) -> entries.addAll(entriesOf(info, handler)));
            parser = parser == null ? mapping.getPatternParser() : parser;
        }
        return new MappedHandlers(List.copyOf(entries), orDefault(parser));
    }

    private static PathPatternParser orDefault(@Nullable PathPatternParser parser) {
        return parser == null ? PathPatternParser.defaultInstance : parser;
    }

    private static List<Entry> entriesOf(RequestMappingInfo info, HandlerMethod handler) {
        List<String> methods = info.getMethodsCondition().getMethods().isEmpty()
                ? List.of("*")
                : info.getMethodsCondition().getMethods().stream()
                        .map(RequestMethod::name)
                        .toList();
        return info.getPatternValues().stream()
                .filter(path -> path.startsWith("/"))
                .flatMap(path -> methods.stream().map(method -> new Entry(new Route(method, path), handler)))
                .toList();
    }
}
