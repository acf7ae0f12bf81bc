package dev.readiness.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.readiness.health.CheckState;
import dev.readiness.health.HealthReport;
import dev.readiness.health.HealthResult;
import dev.readiness.health.Probe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Answers probes on the JDK's {@code HttpServer}: {@code 200} for "yes" and {@code 503} for "no", as JSON that nobody may
 * cache.
 *
 * <pre>{@code
 * server.createContext("/health", HealthHandler.of(monitor::report));
 * }</pre>
 *
 * <p>The last segment of the path is the probe: {@code /health/live}, {@code /health/ready} or
 * {@code /health/started}. Without
 * {@link #showDetailsIf} a caller learns only whether the application works, not what it consists of.
 */
public final class HealthHandler implements HttpHandler {

    private static final JsonFactory JSON = new JsonFactory();

    private static final Map<String, Probe> PROBES =
            Map.of("live", Probe.LIVENESS, "ready", Probe.READINESS, "started", Probe.STARTUP);

    private final Function<Probe, HealthReport> reports;
    private final Predicate<HttpExchange> detailsAllowed;

    private HealthHandler(Function<Probe, HealthReport> reports, Predicate<HttpExchange> detailsAllowed) {
        this.reports = Objects.requireNonNull(reports, "reports");
        this.detailsAllowed = Objects.requireNonNull(detailsAllowed, "detailsAllowed");
    }

    /** Returns a handler that asks {@code reports} at each probe and shows no details to anyone. */
    public static HealthHandler of(Function<Probe, HealthReport> reports) {
        return new HealthHandler(reports, exchange -> false);
    }

    /** Returns a copy that shows checks and details to callers whom {@code detailsAllowed} accepts. */
    public HealthHandler showDetailsIf(Predicate<HttpExchange> detailsAllowed) {
        return new HealthHandler(reports, detailsAllowed);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            Probe probe = probeOf(exchange);
            if (probe == null) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!"GET".equals(exchange.getRequestMethod()) && !"HEAD".equals(exchange.getRequestMethod())) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(405, -1);
            } else {
                send(exchange, reports.apply(probe));
            }
        }
    }

    private static @Nullable Probe probeOf(HttpExchange exchange) {
        String context = exchange.getHttpContext().getPath();
        String prefix = context.endsWith("/") ? context : context + "/";
        String path = exchange.getRequestURI().getPath();
        return path.startsWith(prefix) ? PROBES.get(path.substring(prefix.length())) : null;
    }

    private void send(HttpExchange exchange, HealthReport report) throws IOException {
        int code = report.isPositive() ? 200 : 503;
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if ("HEAD".equals(exchange.getRequestMethod())) {
            exchange.sendResponseHeaders(code, -1);
            return;
        }
        byte[] body = json(report, detailsAllowed.test(exchange));
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] json(HealthReport report, boolean detailed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("status", report.status().name());
            if (detailed) {
                if (report.reason() != null) {
                    json.writeStringProperty("reason", report.reason());
                }
                json.writeObjectPropertyStart("checks");
                report.checks().values().forEach(check -> write(json, check));
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, CheckState check) {
        json.writeObjectPropertyStart(check.name());
        json.writeStringProperty("status", check.status().name());
        json.writeStringProperty("impact", check.settings().impact().name());
        json.writeBooleanProperty("shared", check.settings().shared());
        json.writeStringProperty("since", check.since().toString());
        HealthResult latest = check.latest();
        json.writeObjectPropertyStart("details");
        if (latest != null) {
            latest.details().forEach(json::writeStringProperty);
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
