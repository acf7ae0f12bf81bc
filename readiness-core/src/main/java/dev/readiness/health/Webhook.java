package dev.readiness.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Posts notifications. What it throws names the host only: the rest of an address may be a secret. */
final class Webhook implements NotificationChannel {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Supplier<URI> endpoint;
    private final boolean secret;
    private final NotificationFormat format;
    private final Duration patience;
    private final HttpClient client;

    Webhook(URI endpoint, boolean secret, NotificationFormat format) {
        this(() -> endpoint, secret, format, PATIENCE);
        checked(endpoint);
    }

    Webhook(Supplier<URI> endpoint, boolean secret, NotificationFormat format) {
        this(endpoint, secret, format, PATIENCE);
    }

    Webhook(Supplier<URI> endpoint, boolean secret, NotificationFormat format, Duration patience) {
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        this.secret = secret;
        this.format = format;
        this.patience = patience;
        // A redirect would carry the notification, and a secret in it, to wherever the receiver says.
        this.client = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public @Nullable Duration repeatEvery() {
        return format.repeatEvery();
    }

    @Override
    public void send(Notification notification) throws Exception {
        URI uri = checked(endpoint.get());
        byte[] body = format.body(notification);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        format.headers(notification, body).forEach(request::header);
        int status = status(uri, client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding()));
        if (status / 100 == 4 && status != REQUEST_TIMEOUT && status != TOO_MANY_REQUESTS) {
            throw new UndeliverableNotificationException(uri.getHost() + " answered " + status);
        }
        if (status / 100 != 2) {
            throw new IOException(uri.getHost() + " answered " + status);
        }
    }

    /** Waits for the whole answer: the time limit of the request ends with its headers, and a body may never end. */
    private int status(URI uri, CompletableFuture<HttpResponse<Void>> answer) throws IOException, InterruptedException {
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS).statusCode();
        } catch (TimeoutException ex) {
            throw new IOException(uri.getHost() + " did not answer within " + patience, ex);
        } catch (ExecutionException ex) {
            Throwable cause = Objects.requireNonNullElse(ex.getCause(), ex);
            throw new IOException(uri.getHost() + ": " + cause.getClass().getSimpleName(), cause);
        } finally {
            answer.cancel(true);
        }
    }

    private URI checked(URI uri) {
        String scheme = String.valueOf(uri.getScheme());
        boolean local = uri.getHost() != null && THIS_MACHINE.contains(uri.getHost());
        if (uri.getHost() == null || !(scheme.equals("https") || (scheme.equals("http") && (local || !secret)))) {
            throw new IllegalArgumentException("The address of a receiver must begin with https:// "
                    + (secret ? "because it or its body holds a secret, " : "or http:// ") + "but begins with "
                    + scheme + ":// (host " + uri.getHost() + ")");
        }
        return uri;
    }
}
