package dev.readiness.spring.security;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Flux;

/**
 * A request to a reactive application that nobody sent: no credentials, no session, no body, from an address that is reserved
 * for documentation.
 *
 * <p>What it cannot answer honestly it refuses with {@link NotAnsweredException}.
 */
final class DryRunServerRequest extends AbstractServerHttpRequest {

    /** Attribute by which a filter can tell a dry run from a request. */
    static final String DRY_RUN = "dev.readiness.dry-run";

    private static final byte[] REMOTE_ADDRESS = {(byte) 203, 0, 113, 9};

    private static final int ANY_PORT = 40_000;

    private final List<String> unanswered = new CopyOnWriteArrayList<>();

    DryRunServerRequest(String method, String path) {
        super(HttpMethod.valueOf(method), URI.create("https://localhost" + path), "", new HttpHeaders());
    }

    /** Returns the methods that were refused an answer, whatever the caller made of that. */
    List<String> unanswered() {
        return List.copyOf(unanswered);
    }

    @Override
    protected MultiValueMap<String, HttpCookie> initCookies() {
        return new LinkedMultiValueMap<>();
    }

    @Override
    protected @Nullable SslInfo initSslInfo() {
        return null;
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(REMOTE_ADDRESS), ANY_PORT);
        } catch (UnknownHostException ex) {
            throw new IllegalStateException(ex); // four bytes are always an address
        }
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // so in the interface
    public <T> T getNativeRequest() {
        throw refuse("getNativeRequest");
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return Flux.defer(() -> Flux.error(refuse("getBody")));
    }

    private NotAnsweredException refuse(String method) {
        unanswered.add(method);
        return new NotAnsweredException("ServerHttpRequest." + method);
    }
}
