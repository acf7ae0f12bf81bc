package dev.readiness.spring.validation;

import dev.readiness.validation.FileType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.http.codec.multipart.DefaultPartHttpMessageReader;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads multipart requests to Spring WebFlux up to the first part too many, or the first file of another type. */
final class LimitedPartReader extends DefaultPartHttpMessageReader {

    /** As much as it takes to tell a type. */
    static final int HEAD = 4_096;

    private final RequestLimits limits;

    LimitedPartReader(RequestLimits limits) {
        this.limits = limits;
    }

    @Override
    public Flux<Part> read(ResolvableType type, ReactiveHttpInputMessage message, Map<String, Object> hints) {
        Flux<Part> parts = super.read(type, message, hints);
        if (!(message instanceof ServerHttpRequest request)) {
            return parts;
        }
        PathLimits here = ReactiveLimits.of(limits, request);
        int most = here.maxParts();
        Set<FileType> accepted = here.partTypes();
        return Flux.defer(() -> {
            Queue<Part> read = new ConcurrentLinkedQueue<>();
            AtomicInteger count = new AtomicInteger();
            return parts.concatMap(
                            part -> {
                                read.add(part);
                                return count.incrementAndGet() > most
                                        ? Mono.error(new RefusedBodyException(PartProblems.tooMany(most)))
                                        : check(part, accepted);
                            },
                            1)
                    .onErrorResume(
                            RefusedBodyException.class,
                            refusal -> Flux.fromIterable(read)
                                    .concatMap(part -> part.delete().onErrorComplete())
                                    .then(Mono.error(refusal)));
        });
    }

    private static Mono<Part> check(Part part, Set<FileType> accepted) {
        if (accepted.isEmpty() || !(part instanceof FilePart)) {
            return Mono.just(part);
        }
        return head(part)
                .flatMap(head -> head.length == 0
                                || FileType.of(head).filter(accepted::contains).isPresent()
                        ? Mono.just(part)
                        : Mono.error(new RefusedBodyException(
                                PartProblems.wrongTypes(List.of(PartProblems.wrongType(part.name(), accepted))))));
    }

    /** The content of a part that was read can be asked for again, if nobody moves its read position. */
    private static Mono<byte[]> head(Part part) {
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        return part.content()
                .doOnNext(buffer -> copy(buffer, head))
                .takeUntil(buffer -> !head.hasRemaining())
                .then(Mono.fromSupplier(() -> Arrays.copyOf(head.array(), head.position())));
    }

    private static void copy(DataBuffer buffer, ByteBuffer head) {
        int length = Math.min(head.remaining(), buffer.readableByteCount());
        buffer.toByteBuffer(buffer.readPosition(), head, head.position(), length);
        head.position(head.position() + length);
        DataBufferUtils.release(buffer);
    }
}
