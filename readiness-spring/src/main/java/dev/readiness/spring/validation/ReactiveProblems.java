package dev.readiness.spring.validation;

import dev.readiness.observability.Correlation;
import dev.readiness.validation.ProblemDocument;
import dev.readiness.validation.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

/**
 * Answers whatever is refused or fails in Spring WebFlux with a problem document, unless the client wants HTML.
 *
 * <p>Comes before Spring Boot's error handler and after every advice of the application.
 */
final class ReactiveProblems implements WebExceptionHandler, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(ReactiveProblems.class);

    private static final int BEFORE_THE_ERROR_HANDLER_OF_BOOT = -2;

    private final boolean knowsConstraintViolations;

    ReactiveProblems(boolean knowsConstraintViolations) {
        this.knowsConstraintViolations = knowsConstraintViolations;
    }

    @Override
    public int getOrder() {
        return BEFORE_THE_ERROR_HANDLER_OF_BOOT;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()
                || DisconnectedClientHelper.isClientDisconnectedException(failure)
                || wantsHtml(exchange)) {
            return Mono.error(failure);
        }
        RefusedBodyException refused = RefusedBodyException.in(failure);
        if (refused != null) {
            return refuse(refused.problem(), response);
        }
        return FieldsForFiles.in(exchange, failure)
                .map(ProblemDocument::invalidInput)
                .switchIfEmpty(Mono.fromSupplier(() -> problemOf(exchange, failure)))
                .flatMap(problem -> answer(exchange, failure, problem));
    }

    private static Mono<Void> answer(ServerWebExchange exchange, Throwable failure, ProblemDocument problem) {
        ServerHttpResponse response = exchange.getResponse();
        if (problem.status() >= 500) {
            LOG.error("{} failed", exchange.getRequest().getMethod(), failure);
        }
        if (failure instanceof ErrorResponse refusal) {
            refusal.getHeaders().forEach((name, values) -> response.getHeaders().addAll(name, values));
        }
        return write(problem, response);
    }

    private ProblemDocument problemOf(ServerWebExchange exchange, Throwable failure) {
        String contentType = exchange.getRequest().getHeaders().getFirst("Content-Type");
        if (knowsConstraintViolations
                && exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
                        instanceof HandlerMethod handler) {
            List<Violation> violations = ConstraintViolations.of(failure, handler, contentType);
            if (!violations.isEmpty()) {
                return ProblemDocument.invalidInput(violations);
            }
        }
        int fault = ClientFaults.statusOf(failure, contentType);
        return fault != ClientFaults.NONE
                ? ProblemDocument.ofStatus(fault)
                : ReactiveRefusals.of(failure, statusOf(failure), contentType);
    }

    private static int statusOf(Throwable failure) {
        if (failure instanceof ErrorResponse refusal) {
            return valid(refusal.getStatusCode());
        }
        if (failure instanceof BindException) {
            return 400; // what a functional endpoint binds by itself
        }
        MergedAnnotation<ResponseStatus> annotation = MergedAnnotations.from(
                        failure.getClass(), SearchStrategy.TYPE_HIERARCHY)
                .get(ResponseStatus.class);
        return annotation.isPresent() ? valid(annotation.getEnum("code", HttpStatus.class)) : 500;
    }

    private static int valid(HttpStatusCode status) {
        return status.isError() ? status.value() : 500;
    }

    private static boolean wantsHtml(ServerWebExchange exchange) {
        String accept = exchange.getRequest().getHeaders().getFirst("Accept");
        return accept != null && accept.contains("text/html") && !accept.contains("json");
    }

    /** Answers a request whose body is not read to its end. */
    static Mono<Void> refuse(ProblemDocument problem, ServerHttpResponse response) {
        response.getHeaders().set("Connection", "close"); // or the rest of the body would have to be read
        return write(problem, response);
    }

    static Mono<Void> write(ProblemDocument problem, ServerHttpResponse response) {
        String id = response.getHeaders().getFirst(Correlation.ID_FIELD);
        byte[] json = (id == null ? problem : problem.with(Correlation.ID_KEY, id)).toJson();
        response.setRawStatusCode(problem.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setCacheControl("no-store");
        response.getHeaders().setContentLength(json.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(json)));
    }

    /** Apart, because Jakarta Validation need not be there. */
    private static final class ConstraintViolations {

        static List<Violation> of(Throwable failure, HandlerMethod handler, @Nullable String contentType) {
            return failure instanceof jakarta.validation.ConstraintViolationException violated
                    ? HandlerViolations.of(violated, handler, contentType)
                    : List.of();
        }
    }
}
