package dev.readiness.spring.secrets;

import dev.readiness.secrets.LoadedSecrets;
import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Hides loaded secrets in problem documents of a reactive application. Other answers stay as they are. */
final class ReactiveProblemsWithoutSecrets implements WebFilter, Ordered {

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange.mutate()
                .response(new MaskedResponse(exchange.getResponse()))
                .build());
    }

    private static final class MaskedResponse extends ServerHttpResponseDecorator {

        private MaskedResponse(ServerHttpResponse response) {
            super(response);
        }

        @Override
        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
            return isProblem() ? super.writeWith(DataBufferUtils.join(body).map(this::masked)) : super.writeWith(body);
        }

        private boolean isProblem() {
            MediaType type = getHeaders().getContentType();
            return type != null
                    && (type.equalsTypeAndSubtype(MediaType.APPLICATION_PROBLEM_JSON)
                            || type.equalsTypeAndSubtype(MediaType.APPLICATION_PROBLEM_XML));
        }

        private DataBuffer masked(DataBuffer buffer) {
            byte[] document = new byte[buffer.readableByteCount()];
            buffer.read(document);
            DataBufferUtils.release(buffer);
            byte[] hidden = LoadedSecrets.mask().mask(document);
            if (getHeaders().getContentLength() >= 0) {
                getHeaders().setContentLength(hidden.length);
            }
            return bufferFactory().wrap(hidden);
        }
    }
}
