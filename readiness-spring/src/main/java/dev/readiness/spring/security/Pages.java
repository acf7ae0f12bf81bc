package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.spring.assessment.EndpointHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;

/** The endpoints that a browser shows as a page, and the headers with which they are answered. */
final class Pages {

    private static final List<String> STATIC_PAGES = List.of(
            "classpath:/META-INF/resources/index.html",
            "classpath:/resources/index.html",
            "classpath:/static/index.html",
            "classpath:/public/index.html");

    /** Of Spring MVC and of WebFlux, by their names, because only one of them is there. */
    private static final Set<String> VIEWS = Set.of(
            "org.springframework.web.servlet.ModelAndView",
            "org.springframework.web.servlet.View",
            "org.springframework.web.reactive.result.view.Rendering",
            "org.springframework.web.reactive.result.view.View");

    private final EndpointHandlers handlers;

    private final ResourceLoader resources;

    private final Function<Endpoint, Optional<Map<String, String>>> headers;

    private final List<OtherGuards> others;

    /**
     * @param headers the headers that security adds, or nothing where no security filter chain is
     * @param others what else of the application's own may add a header
     */
    Pages(
            EndpointHandlers handlers,
            ResourceLoader resources,
            Function<Endpoint, Optional<Map<String, String>>> headers,
            List<OtherGuards> others) {
        this.handlers = handlers;
        this.resources = resources;
        this.headers = headers;
        this.others = List.copyOf(others);
    }

    /** Returns those of {@code endpoints} that answer with a page, and the static ones if there is a welcome page. */
    List<Endpoint> among(List<Endpoint> endpoints) {
        return endpoints.stream()
                .filter(endpoint -> !endpoint.method().matches("PUT|PATCH|DELETE"))
                .filter(this::isPage)
                .toList();
    }

    Optional<Map<String, String>> headersOf(Endpoint endpoint) {
        return headers.apply(endpoint);
    }

    /** Returns whether code of the application's own, outside of the security filter chain, may add headers. */
    boolean mayBeChangedElsewhere(Endpoint endpoint) {
        return others.stream().flatMap(other -> other.of(endpoint)).findAny().isPresent();
    }

    private boolean isPage(Endpoint endpoint) {
        if (!endpoint.isApplication()) {
            return endpoint.path().equals("/**")
                    && endpoint.handler().equals("static resources")
                    && STATIC_PAGES.stream()
                            .anyMatch(page -> resources.getResource(page).exists());
        }
        return endpoint.handler().startsWith("view ")
                || handlers.handlerOf(endpoint).filter(Pages::rendersView).isPresent();
    }

    private static boolean rendersView(HandlerMethod handler) {
        Class<?> returned = returnedBy(handler);
        return (CharSequence.class.isAssignableFrom(returned) || isA(returned, VIEWS))
                && !handler.hasMethodAnnotation(ResponseBody.class)
                && !AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), ResponseBody.class);
    }

    /** What a reactive handler gives later is what counts. */
    private static Class<?> returnedBy(HandlerMethod handler) {
        ResolvableType returned = ResolvableType.forMethodReturnType(handler.getMethod(), handler.getBeanType());
        boolean later = isA(returned.toClass(), Set.of("org.reactivestreams.Publisher"));
        return later ? returned.getGeneric(0).toClass() : returned.toClass();
    }

    private static boolean isA(Class<?> type, Set<String> names) {
        return names.contains(type.getName())
                || Stream.concat(Stream.of(type.getInterfaces()), Stream.ofNullable(type.getSuperclass()))
                        .anyMatch(parent -> isA(parent, names));
    }
}
