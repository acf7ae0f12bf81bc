package dev.readiness.spring.code;

import dev.readiness.assessment.Endpoint.Origin;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.spring.assessment.EndpointOrigins;
import dev.readiness.spring.assessment.MethodCall;
import dev.readiness.spring.assessment.ReachedCalls;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.ControllerAdviceBean;
import org.springframework.web.method.annotation.ExceptionHandlerMethodResolver;

/**
 * The rules about handlers that take any exception: what a client did wrong is not the server's failure, and a failure of the
 * server is not told as something else. RFC 9110, sections 15.5 and 15.6, draw the line.
 *
 * <p>The handlers are asked as Spring asks them, in the order of their beans, and the nearest type wins.
 */
final class ErrorStatusRules {

    private static final String BLAMED = "validation.client-error-as-500";

    private static final String HIDDEN = "observability.failure-hidden";

    private static final String UNLOGGED = "observability.failure-unlogged";

    /** Where what is called makes a failure known; what is printed is another rule's. */
    private static final Pattern TOLD = Pattern.compile(
            "org\\.slf4j\\..*|org\\.apache\\.(commons\\.logging|logging\\.log4j)\\..*|java\\.util\\.logging\\..*|java\\.lang\\.System\\$Logger"
                    + "|org\\.jboss\\.logging\\..*|io\\.sentry\\..*|com\\.newrelic\\..*|io\\.micrometer\\..*|io\\.opentelemetry\\..*"
                    + "|kotlin.*Logg.*|io\\.github\\.oshai\\..*|java\\.io\\.Print(Stream|Writer)");

    /** What clients do wrong in every application, and the exception that Spring throws for it. */
    private static final Map<String, String> MISTAKES = mistakes();

    private final ApplicationContext context;

    private final EndpointOrigins origins;

    private final ReachedCalls calls;

    ErrorStatusRules(ApplicationContext context) {
        this.calls = ReachedCalls.of(context, context);
        this.context = context;
        this.origins = EndpointOrigins.of(context);
    }

    private static Map<String, String> mistakes() {
        Map<String, String> mistakes = new LinkedHashMap<>();
        mistakes.put("org.springframework.http.converter.HttpMessageNotReadableException", "a body that is not JSON");
        mistakes.put("org.springframework.web.HttpRequestMethodNotSupportedException", "a wrong method");
        mistakes.put("org.springframework.web.servlet.resource.NoResourceFoundException", "an unknown path");
        return mistakes;
    }

    /** The rule that the mistake of a client is not answered with 500. */
    ReadinessRule clientErrorAs500() {
        return ReadinessRule.of(RuleCatalogue.describe(BLAMED), this::blamed);
    }

    /** The rule that a failure of the server is answered as one. */
    ReadinessRule failureHidden() {
        return ReadinessRule.of(RuleCatalogue.describe(HIDDEN), this::hidden);
    }

    /** The rule that a failure of the server leaves a line in the log. */
    ReadinessRule failureUnlogged() {
        return ReadinessRule.of(RuleCatalogue.describe(UNLOGGED), this::unlogged);
    }

    /** Spring logs what no handler takes, and the rest if it is told to. */
    private List<Finding> unlogged(Inventory inventory) {
        boolean bySpring =
                context.getEnvironment().getProperty("spring.mvc.log-resolved-exception", Boolean.class, false);
        return List.of(handlerOf(UnforeseenException.class)
                .filter(handler -> !bySpring && !isTold(handler))
                .map(ErrorStatusRules::silent)
                .orElseGet(() -> nothingFound(UNLOGGED)));
    }

    private boolean isTold(Method handler) {
        Set<MethodCall> reached = calls.allCalls(handler);
        return reached.isEmpty()
                || reached.stream()
                        .anyMatch(call -> TOLD.matcher(call.owner()).matches()
                                || call.name().equals("printStackTrace")
                                || call.name().toLowerCase(Locale.ROOT).contains("log")
                                || call.name().equals("publishEvent")
                                || call.descriptor().contains("Throwable;)")
                                || call.descriptor().contains("Exception;)"));
    }

    private List<Finding> blamed(Inventory inventory) {
        Map<Method, List<String>> byHandler = new LinkedHashMap<>();
        boolean readsBodies = inventory.applicationEndpoints().stream().anyMatch(endpoint -> endpoint.writes());
        MISTAKES.forEach((exception, mistake) -> {
            boolean possible = readsBodies || !exception.contains("NotReadable");
            Class<?> type = typeOf(exception);
            if (type != null && possible) {
                handlerOf(type.asSubclass(Throwable.class))
                        .filter(handler -> AnsweredStatus.of(handler).orElse(0) >= 500)
                        .ifPresent(handler -> byHandler
                                .computeIfAbsent(handler, key -> new ArrayList<>())
                                .add(mistake));
            }
        });
        List<Finding> findings = byHandler.entrySet().stream()
                .map(entry -> blame(entry.getKey(), entry.getValue()))
                .toList();
        return findings.isEmpty() ? List.of(nothingFound(BLAMED)) : findings;
    }

    private List<Finding> hidden(Inventory inventory) {
        Optional<Method> handler = handlerOf(UnforeseenException.class);
        OptionalInt status = handler.map(AnsweredStatus::of).orElseGet(OptionalInt::empty);
        return List.of(
                status.isPresent() && status.getAsInt() < 500
                        ? hide(handler.orElseThrow(), status.getAsInt())
                        : nothingFound(HIDDEN));
    }

    private Finding nothingFound(String rule) {
        List<String> own = advice().map(Class::getSimpleName)
                .filter(name -> !name.isEmpty())
                .toList();
        return own.isEmpty()
                ? Finding.notApplicable(rule, Finding.APPLICATION, "No bean answers exceptions for the application.")
                : Finding.pass(
                        rule,
                        Finding.APPLICATION,
                        new Evidence(
                                "handlers of exceptions, asked as Spring asks them, and their byte code",
                                "not seen in " + String.join(", ", own)));
    }

    /** Returns the application's own method that answers {@code exception}, unless another one comes first. */
    private Optional<Method> handlerOf(Class<? extends Throwable> exception) {
        return advice().map(type -> handlerIn(type, exception))
                .filter(found -> found != null)
                .findFirst()
                .filter(method -> origins.of(method.getDeclaringClass()) == Origin.APPLICATION);
    }

    private Stream<Class<?>> advice() {
        return ControllerAdviceBean.findAnnotatedBeans(context).stream()
                .map(ControllerAdviceBean::getBeanType)
                .filter(type -> type != null)
                .map(ClassUtils::getUserClass);
    }

    private static @Nullable Method handlerIn(Class<?> type, Class<? extends Throwable> exception) {
        try {
            return new ExceptionHandlerMethodResolver(type).resolveMethodByExceptionType(exception);
        } catch (IllegalStateException ex) {
            return null; // two handlers for one exception, which Spring refuses too
        }
    }

    private @Nullable Class<?> typeOf(String name) {
        try {
            return ClassUtils.forName(name, context.getClassLoader());
        } catch (ClassNotFoundException | LinkageError ex) {
            return null;
        }
    }

    private static String name(Method handler) {
        return handler.getDeclaringClass().getSimpleName() + "." + handler.getName();
    }

    private static Finding blame(Method handler, List<String> mistakes) {
        String where = name(handler);
        String listed = String.join(", ", mistakes);
        return Finding.fail(
                BLAMED,
                where,
                "%s takes every exception and answers 500, also to %s: what clients do wrong looks like failures of the server, alerts cry, and clients try again what can never work."
                        .formatted(where, listed),
                "Let %s extend ResponseEntityExceptionHandler, which answers what Spring throws as the standards say; keep %s for the rest."
                        .formatted(handler.getDeclaringClass().getSimpleName(), handler.getName()),
                new Evidence("handlers of exceptions, asked as Spring asks them", listed + " gets to " + where));
    }

    private static Finding silent(Method handler) {
        String where = name(handler);
        return Finding.fail(
                UNLOGGED,
                where,
                "%s takes whatever fails, and logs nothing: neither what failed nor where is known afterwards to anybody."
                        .formatted(where),
                "log.error(\"Request failed\", ex) in %s.".formatted(where),
                new Evidence("byte code of " + where, "it gets to no logger, and hands the exception to nobody"));
    }

    private static Finding hide(Method handler, int status) {
        String where = name(handler);
        return Finding.fail(
                HIDDEN,
                where,
                "%s answers %d to whatever fails, so a broken database looks like a mistake of the client or like success: no error rate rises, and no alert fires."
                        .formatted(where, status),
                "Answer 500 in %s, and give exceptions that are the client's fault handlers of their own."
                        .formatted(where),
                new Evidence("byte code of " + where, "an exception that nobody foresaw is answered with " + status));
    }

    /** Stands for all that nobody thought of. */
    private static final class UnforeseenException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
