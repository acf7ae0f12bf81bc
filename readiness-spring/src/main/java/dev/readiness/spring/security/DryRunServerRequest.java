package dev.readiness.spring.security;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Flux;

/**
 * A request to a reactive application that nobody sent: no credentials, no session, no body, from an address that is reserved
 * for documentation.
 *
 * <p>What it cannot answer honestly it refuses with {@link NotAnsweredException}. It does not extend Spring's abstract request,
 * whose constructor is another one in Spring Framework 6 than in 7.
 */
final class DryRunServerRequest implements ServerHttpRequest {

    /** Attribute by which a filter can tell a dry run from a request. */
    static final String DRY_RUN = "dev.readiness.dry-run";

    private static final byte[] REMOTE_ADDRESS = {(byte) 203, 0, 113, 9};

    private static final int ANY_PORT = 40_000;

    private final HttpMethod method;

    private final URI uri;

    private final RequestPath path;

    private final HttpHeaders headers = new HttpHeaders();

    private final Map<String, Object> attributes = new ConcurrentHashMap<>();

    private final List<String> unanswered = new CopyOnWriteArrayList<>();

    DryRunServerRequest(String method, String path) {
        this(method, "https", path);
    }

    DryRunServerRequest(String method, String scheme, String path) {
        this.method = HttpMethod.valueOf(method);
        this.uri = URI.create(scheme + "://localhost" + path);
        this.path = RequestPath.parse(uri, "");
    }

    /** Returns the methods that were refused an answer, whatever the caller made of that. */
    List<String> unanswered() {
        return List.copyOf(unanswered);
    }

    @Override
    public String getId() {
        return "dry-run";
    }

    @Override
    public HttpMethod getMethod() {
        return method;
    }

    @Override
    public URI getURI() {
        return uri;
    }

    @Override
    public RequestPath getPath() {
        return path;
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public Map<String, Object> getAttributes() {
        return attributes;
    }

    @Override
    public MultiValueMap<String, String> getQueryParams() {
        return new LinkedMultiValueMap<>();
    }

    @Override
    public MultiValueMap<String, HttpCookie> getCookies() {
        return new LinkedMultiValueMap<>();
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
    public Flux<DataBuffer> getBody() {
        return Flux.defer(() -> Flux.error(refuse("getBody")));
    }

    private NotAnsweredException refuse(String method) {
        unanswered.add(method);
        return new NotAnsweredException("ServerHttpRequest." + method);
    }
}
