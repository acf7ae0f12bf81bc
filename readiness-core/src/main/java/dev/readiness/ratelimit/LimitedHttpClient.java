package dev.readiness.ratelimit;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * A client of the JDK whose requests go out only as often as an outbound limit permits, and which learns from the answers.
 *
 * <p>{@code send} throws {@link OutboundLimitExceededException}, and the future of {@code sendAsync} fails with it. Web sockets
 * count once, when they are opened. Safe for use by many threads.
 */
public final class LimitedHttpClient extends HttpClient {

    private final HttpClient client;
    private final OutboundRateLimiter limiter;

    private LimitedHttpClient(HttpClient client, OutboundRateLimiter limiter) {
        this.client = client;
        this.limiter = limiter;
    }

    /** Returns a client that sends with {@code client}. */
    public static HttpClient of(HttpClient client, OutboundRateLimiter limiter) {
        return new LimitedHttpClient(
                Objects.requireNonNull(client, "client"), Objects.requireNonNull(limiter, "limiter"));
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        limiter.acquire();
        HttpResponse<T> response = client.send(request, handler);
        learn(response);
        return response;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        return limited(() -> client.sendAsync(request, handler));
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushPromises) {
        return limited(() -> client.sendAsync(request, handler, pushPromises));
    }

    private <T> CompletableFuture<HttpResponse<T>> limited(Supplier<CompletableFuture<HttpResponse<T>>> call) {
        Duration wait;
        try {
            wait = limiter.reserve();
        } catch (OutboundLimitExceededException ex) {
            return CompletableFuture.failedFuture(ex);
        }
        Executor later = CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS);
        CompletableFuture<HttpResponse<T>> response = wait.isZero()
                ? call.get()
                : CompletableFuture.completedFuture(wait).thenComposeAsync(waited -> call.get(), later);
        return response.whenComplete((answer, failure) -> {
            if (answer != null) {
                learn(answer);
            }
        });
    }

    private void learn(HttpResponse<?> response) {
        limiter.answered(
                response.statusCode(),
                field -> response.headers().firstValue(field).orElse(null));
    }

    @Override
    public WebSocket.Builder newWebSocketBuilder() {
        limiter.acquire();
        return client.newWebSocketBuilder();
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return client.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return client.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return client.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return client.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return client.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return client.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return client.authenticator();
    }

    @Override
    public Version version() {
        return client.version();
    }

    @Override
    public Optional<Executor> executor() {
        return client.executor();
    }
}
