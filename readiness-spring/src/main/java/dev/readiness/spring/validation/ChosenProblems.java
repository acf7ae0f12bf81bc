package dev.readiness.spring.validation;

import dev.readiness.validation.ProblemDocument;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.server.ResponseStatusException;

/** Keeps what the application's own code wrote for the client, and nothing that the framework wrote. */
final class ChosenProblems {

    private ChosenProblems() {}

    static ProblemDocument of(Throwable exception, int status) {
        return isChosenByApplication(exception)
                ? copyOf(((ErrorResponseException) exception).getBody(), status)
                : ProblemDocument.ofStatus(status);
    }

    /** What the application's own code wrote for the client is sent; what the framework wrote may repeat the value. */
    private static boolean isChosenByApplication(Throwable exception) {
        return exception instanceof ErrorResponseException
                && (exception.getClass() == ResponseStatusException.class
                        || !exception.getClass().getName().startsWith("org.springframework.")
                        || exception.getClass() == ErrorResponseException.class);
    }

    private static ProblemDocument copyOf(ProblemDetail detail, int status) {
        ProblemDocument blank = ProblemDocument.ofStatus(status);
        URI type = Objects.requireNonNullElse(detail.getType(), blank.type());
        String title = Objects.requireNonNullElse(detail.getTitle(), blank.title());
        Map<String, Object> properties = Objects.requireNonNullElse(detail.getProperties(), Map.of());
        return withProperties(
                new ProblemDocument(type, title, status, detail.getDetail(), detail.getInstance(), Map.of()),
                properties);
    }

    private static ProblemDocument withProperties(
            ProblemDocument problem, Map<String, ? extends @Nullable Object> properties) {
        ProblemDocument extended = problem;
        for (Map.Entry<String, ? extends @Nullable Object> property : properties.entrySet()) {
            if (property.getValue() != null) {
                extended = extended.with(property.getKey(), jsonValue(property.getValue()));
            }
        }
        return extended;
    }

    private static Object jsonValue(Object value) {
        boolean isJson = value instanceof Number || value instanceof Boolean;
        return isJson ? value : value.toString();
    }
}
