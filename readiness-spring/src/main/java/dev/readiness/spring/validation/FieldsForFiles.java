package dev.readiness.spring.validation;

import dev.readiness.validation.Violation;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Finds fields of a multipart request where a handler takes files.
 *
 * <p>Spring WebFlux hands them over, and the handler fails, or cannot be called at all.
 */
final class FieldsForFiles {

    private FieldsForFiles() {}

    /** Returns what is no file, and nothing if {@code failure} cannot come of that. */
    static Mono<List<Violation>> in(ServerWebExchange exchange, Throwable failure) {
        boolean mayComeOfIt = failure instanceof IllegalStateException || failure instanceof ClassCastException;
        return mayComeOfIt
                        && exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
                                instanceof HandlerMethod handler
                        && takesFiles(handler)
                ? exchange.getMultipartData() // was read before, or there would be no handler that failed
                        .map(parts -> violations(handler, parts))
                        .filter(violations -> !violations.isEmpty())
                        .onErrorComplete()
                : Mono.empty();
    }

    private static boolean takesFiles(HandlerMethod handler) {
        return Stream.of(handler.getMethodParameters()).anyMatch(FieldsForFiles::isFile);
    }

    private static boolean isFile(MethodParameter parameter) {
        ResolvableType type = ResolvableType.forMethodParameter(parameter);
        return parameter.hasParameterAnnotation(RequestPart.class)
                && (type.resolve() == FilePart.class || type.getGeneric(0).resolve() == FilePart.class);
    }

    private static List<Violation> violations(HandlerMethod handler, MultiValueMap<String, Part> parts) {
        return Stream.of(handler.getMethodParameters())
                .filter(FieldsForFiles::isFile)
                .filter(parameter -> parts.getOrDefault(nameOf(parameter), List.of()).stream()
                        .anyMatch(part -> !(part instanceof FilePart)))
                .map(parameter -> InputPlace.of(parameter, null))
                .map(place -> place.violation(place.root(), "type-mismatch", "must be a file"))
                .toList();
    }

    private static String nameOf(MethodParameter parameter) {
        RequestPart part = Objects.requireNonNull(parameter.getParameterAnnotation(RequestPart.class));
        String given = part.name().isEmpty() ? part.value() : part.name(); // both, where Spring knows the alias
        return given.isEmpty() ? String.valueOf(parameter.getParameterName()) : given;
    }
}
