package dev.readiness.spring.security;

import dev.readiness.web.SecurityHeaders;
import dev.readiness.web.SecurityHeadersFilter;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Sends {@link SecurityHeaders} with each answer of a reactive application, unless the application or Spring Security sends a
 * header of the same name itself. Templates find the nonce in the attribute {@value SecurityHeadersFilter#NONCE_ATTRIBUTE}.
 *
 * <p>Whoever adds headers does it when the answer is committed, in the order in which they said so. Ours is said last: when
 * somebody begins to write, or when the filters are done and nobody has.
 *
 * <p>Safe for use by many threads.
 */
final class SecurityHeadersWebFilter implements WebFilter, Ordered {

    private final SecurityHeaders headers;

    private final int order;

    SecurityHeadersWebFilter(SecurityHeaders headers, int order) {
        this.headers = headers;
        this.order = order;
    }

    @Override
    public int getOrder() {
        return order;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String nonce = SecurityHeaders.newNonce();
        exchange.getAttributes().put(SecurityHeadersFilter.NONCE_ATTRIBUTE, nonce);
        CompletedResponse response =
                new CompletedResponse(exchange.getResponse(), nonce, isEncrypted(exchange.getRequest()));
        return chain.filter(exchange.mutate().response(response).build())
                .doOnTerminate(response::complete); // the pages of errors are written outside of the filters
    }

    private static boolean isEncrypted(ServerHttpRequest request) {
        return request.getSslInfo() != null
                || "https".equalsIgnoreCase(request.getURI().getScheme());
    }

    private final class CompletedResponse extends ServerHttpResponseDecorator {

        private final String nonce;
        private final boolean encrypted;
        private final AtomicBoolean said = new AtomicBoolean();

        private CompletedResponse(ServerHttpResponse response, String nonce, boolean encrypted) {
            super(response);
            this.nonce = nonce;
            this.encrypted = encrypted;
        }

        private void complete() {
            if (said.compareAndSet(false, true) && !getDelegate().isCommitted()) {
                getDelegate().beforeCommit(() -> Mono.fromRunnable(this::add));
            }
        }

        private void add() {
            HttpHeaders sent = getDelegate().getHeaders();
            headers.missing(sent::getFirst, nonce, encrypted).forEach(sent::set);
            headers.removed().stream()
                    .filter(name -> sent.getFirst(name) != null)
                    // Spring Framework 6 and 7 have no method in common that removes one.
                    .forEach(name -> sent.put(name, List.of()));
        }

        @Override
        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
            complete();
            return super.writeWith(body);
        }

        @Override
        public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
            complete();
            return super.writeAndFlushWith(body);
        }

        @Override
        public Mono<Void> setComplete() {
            complete();
            return super.setComplete();
        }
    }
}
