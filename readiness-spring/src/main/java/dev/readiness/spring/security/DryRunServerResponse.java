package dev.readiness.spring.security;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An answer of a reactive application that nobody receives. */
final class DryRunServerResponse extends AbstractServerHttpResponse {

    private static final int FIRST_REFUSAL = 300;

    DryRunServerResponse() {
        super(DefaultDataBufferFactory.sharedInstance);
    }

    boolean isRefusal() {
        HttpStatusCode status = getStatusCode();
        return status != null && status.value() >= FIRST_REFUSAL;
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // so in the interface
    public <T> T getNativeResponse() {
        throw new NotAnsweredException("ServerHttpResponse.getNativeResponse");
    }

    @Override
    protected Mono<Void> writeWithInternal(Publisher<? extends DataBuffer> body) {
        return Flux.from(body).doOnNext(DataBufferUtils::release).then();
    }

    @Override
    protected Mono<Void> writeAndFlushWithInternal(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return writeWithInternal(Flux.from(body).concatMap(part -> part));
    }

    @Override
    protected void applyStatusCode() {}

    @Override
    protected void applyHeaders() {}

    @Override
    protected void applyCookies() {}
}
