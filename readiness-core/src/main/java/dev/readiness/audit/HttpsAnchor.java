package dev.readiness.audit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/** Posts checkpoints to an endpoint. */
final class HttpsAnchor implements CheckpointAnchor {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final URI endpoint;
    private final Duration patience;
    private final HttpClient client;

    HttpsAnchor(URI endpoint, Duration patience) {
        boolean local = "http".equals(endpoint.getScheme())
                && endpoint.getHost() != null
                && THIS_MACHINE.contains(endpoint.getHost());
        if (!"https".equals(endpoint.getScheme()) && !local) {
            throw new IllegalArgumentException("'endpoint' must begin with https:// but is " + withoutUser(endpoint));
        }
        this.endpoint = endpoint;
        this.patience = patience;
        this.client = HttpClient.newBuilder().connectTimeout(patience).build();
    }

    @Override
    public void publish(SignedCheckpoint checkpoint) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(patience)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(checkpoint.note()))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                throw new IOException(withoutUser(endpoint) + " answered " + status);
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while publishing to " + withoutUser(endpoint));
        }
    }

    /** An address may carry a password or a token; a message must not. */
    private static String withoutUser(URI endpoint) {
        return endpoint.getScheme() + "://" + endpoint.getHost();
    }
}
