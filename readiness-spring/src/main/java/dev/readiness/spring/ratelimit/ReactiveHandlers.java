package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.Route;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Reads the handlers that Spring WebFlux mapped. */
final class ReactiveHandlers {

    private ReactiveHandlers() {}

    static MappedHandlers read(
            ObjectProvider<RequestMappingInfoHandlerMapping> mappings,
            ObjectProvider<RouterFunction<?>> routerFunctions) {
        List<MappedHandlers.Entry> entries = new ArrayList<>();
        PathPatternParser parser = PathPatternParser.defaultInstance;
        for (RequestMappingInfoHandlerMapping mapping : mappings.stream().toList()) {
            mapping.getHandlerMethods().forEach((info, handler) -> entries.addAll(entriesOf(info, handler)));
            parser = mapping.getPathPatternParser();
        }
        return new MappedHandlers(
                List.copyOf(entries), parser, routerFunctions.stream().findAny().isPresent());
    }

    private static List<MappedHandlers.Entry> entriesOf(RequestMappingInfo info, HandlerMethod handler) {
        List<String> methods = info.getMethodsCondition().getMethods().isEmpty()
                ? List.of("*")
                : info.getMethodsCondition().getMethods().stream()
                        .map(RequestMethod::name)
                        .toList();
        return info.getPatternsCondition().getPatterns().stream()
                .map(PathPattern::getPatternString)
                .filter(path -> path.startsWith("/"))
                .flatMap(path ->
                        methods.stream().map(method -> new MappedHandlers.Entry(new Route(method, path), handler)))
                .toList();
    }
}
