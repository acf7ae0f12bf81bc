package com.example.clinic;

import com.sun.net.httpserver.HttpExchange;
import dev.readiness.validation.InvalidInputException;
import dev.readiness.validation.Violation;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes bodies. */
final class Json {

    private static final JsonMapper mapper = JsonMapper.shared();

    private Json() {}

    /**
     * Returns the body of the request.
     *
     * @throws InvalidInputException if it cannot be read as {@code type}
     */
    static <T> T read(HttpExchange exchange, Class<T> type) throws IOException {
        try {
            T body = mapper.readValue(exchange.getRequestBody(), type);
            if (body == null) {
                throw invalid("", "required", "must not be null");
            }
            return body;
        } catch (JacksonIOException e) {
            throw e.getCause(); // the client has gone, or sends more than it may
        } catch (StreamReadException e) {
            throw invalid("", "malformed", "is not well-formed JSON");
        } catch (JacksonException e) {
            throw invalid(pointer(e), "type-mismatch", "has the wrong type");
        }
    }

    static void write(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] json = mapper.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length);
        try (exchange) {
            exchange.getResponseBody().write(json);
        }
    }

    private static InvalidInputException invalid(String pointer, String code, String message) {
        return new InvalidInputException(List.of(new Violation(Violation.In.BODY, pointer, code, message)));
    }

    private static String pointer(JacksonException e) {
        return e.getPath().stream()
                .map(Reference::getPropertyName)
                .map(name -> "/" + name)
                .collect(Collectors.joining());
    }
}
