package dev.readiness.spring.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opentest4j.TestAbortedException;
import org.springframework.core.env.Environment;

/** The web server of the application that is drilled, on this machine and nowhere else. */
final class RunningServer {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final String root;

    private RunningServer(String root) {
        this.root = root;
    }

    static RunningServer of(Environment environment) {
        String port = environment.getProperty("local.server.port");
        if (port == null) {
            throw new IllegalArgumentException("'context' must run a web server but runs none:"
                    + " write @SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)");
        }
        return new RunningServer("http://127.0.0.1:" + port
                + environment.getProperty("server.servlet.context-path", "")
                + environment.getProperty("spring.mvc.servlet.path", ""));
    }

    /** Sends {@code request}; ends the drill if no answer comes. */
    Fired fire(DrillRequest request) {
        return fire(
                request, request.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body()));
    }

    /** Sends {@code request} with {@code body} in place of its own. */
    Fired fire(DrillRequest request, BodyPublisher body) {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(toHttp(request, body), BodyHandlers.ofString());
        try {
            return new Fired(request, DrillAnswer.of(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)));
        } catch (TimeoutException ex) {
            answer.cancel(true);
            throw noAnswer(request, "nothing came back within " + PATIENCE.toSeconds() + " seconds", ex);
        } catch (ExecutionException ex) {
            if (ex.getCause() instanceof IOException cause) {
                throw noAnswer(request, "the connection failed: " + cause, cause);
            }
            throw new IllegalStateException("Cannot fire " + request, ex.getCause());
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while firing " + request, ex);
        }
    }

    private HttpRequest toHttp(DrillRequest request, BodyPublisher body) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(root + request.path())).method(request.method(), body);
        request.caller().headers().forEach(builder::setHeader);
        request.headers().forEach(builder::setHeader);
        return builder.build();
    }

    /** Returns what to write to a socket for {@code request}, up to its headers. */
    RawRequest raw(DrillRequest request) {
        return new RawRequest(URI.create(root + request.path()), request);
    }

    private static TestAbortedException noAnswer(DrillRequest request, String reason, Exception cause) {
        return new TestAbortedException("No answer to " + request + ": " + reason, cause);
    }
}
