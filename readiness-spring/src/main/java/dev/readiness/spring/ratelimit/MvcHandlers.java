package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.Route;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** Reads the handlers that Spring MVC mapped. */
final class MvcHandlers {

    private MvcHandlers() {}

    static MappedHandlers read(
            ObjectProvider<RequestMappingInfoHandlerMapping> mappings,
            ObjectProvider<RouterFunction<?>> routerFunctions) {
        List<MappedHandlers.Entry> entries = new ArrayList<>();
        PathPatternParser parser = null;
        for (RequestMappingInfoHandlerMapping mapping : mappings.stream().toList()) {
            mapping.getHandlerMethods().forEach((info, handler) -> entries.addAll(entriesOf(info, handler)));
            parser = parser == null ? mapping.getPatternParser() : parser;
        }
        return new MappedHandlers(
                List.copyOf(entries),
                parser == null ? PathPatternParser.defaultInstance : parser,
                routerFunctions.stream().findAny().isPresent());
    }

    private static List<MappedHandlers.Entry> entriesOf(RequestMappingInfo info, HandlerMethod handler) {
        List<String> methods = info.getMethodsCondition().getMethods().isEmpty()
                ? List.of("*")
                : info.getMethodsCondition().getMethods().stream()
                        .map(RequestMethod::name)
                        .toList();
        return info.getPatternValues().stream()
                .filter(path -> path.startsWith("/"))
                .flatMap(path ->
                        methods.stream().map(method -> new MappedHandlers.Entry(new Route(method, path), handler)))
                .toList();
    }
}
