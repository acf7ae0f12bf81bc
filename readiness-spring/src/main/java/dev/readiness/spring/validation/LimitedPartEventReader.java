package dev.readiness.spring.validation;

import dev.readiness.validation.FileType;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.codec.multipart.PartEventHttpMessageReader;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Flux;

/** Hands on the events of multipart requests up to the first part too many, or the first file of another type. */
final class LimitedPartEventReader extends PartEventHttpMessageReader {

    private final RequestLimits limits;

    LimitedPartEventReader(RequestLimits limits) {
        this.limits = limits;
    }

    @Override
    public Flux<PartEvent> read(ResolvableType type, ReactiveHttpInputMessage message, Map<String, Object> hints) {
        Flux<PartEvent> events = super.read(type, message, hints);
        if (!(message instanceof ServerHttpRequest request)) {
            return events;
        }
        PathLimits here = ReactiveLimits.of(limits, request);
        return Flux.defer(() -> {
            Gate gate = new Gate(here.maxParts(), here.partTypes());
            return events.concatMapIterable(gate::pass, 1).doFinally(signal -> gate.close());
        });
    }

    /** Keeps the events of a file until its type is known, which is its first one as a rule. */
    private static final class Gate {

        private final int most;

        private final Set<FileType> accepted;

        private final List<PartEvent> kept = new ArrayList<>();

        private int parts;

        private boolean within;

        private boolean isKnown;

        private boolean isClosed;

        Gate(int most, Set<FileType> accepted) {
            this.most = most;
            this.accepted = accepted;
        }

        synchronized List<PartEvent> pass(PartEvent event) {
            kept.add(event);
            if (isClosed) {
                close();
                return List.of();
            }
            if (!within && ++parts > most) {
                throw new RefusedBodyException(PartProblems.tooMany(most));
            }
            isKnown = (within && isKnown) || accepted.isEmpty() || !(event instanceof FilePartEvent);
            within = !event.isLast();
            if (!isKnown && !tell(event)) {
                return List.of();
            }
            List<PartEvent> passed = List.copyOf(kept);
            kept.clear();
            return passed;
        }

        /** Returns whether enough has been seen, all of it acceptable. */
        private boolean tell(PartEvent event) {
            byte[] head = head();
            isKnown = event.isLast() || head.length >= LimitedPartReader.HEAD;
            if (isKnown
                    && head.length > 0
                    && FileType.of(head).filter(accepted::contains).isEmpty()) {
                throw new RefusedBodyException(
                        PartProblems.wrongTypes(List.of(PartProblems.wrongType(event.name(), accepted))));
            }
            return isKnown;
        }

        private byte[] head() {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            for (PartEvent event : kept) {
                DataBuffer content = event.content();
                int length = Math.min(content.readableByteCount(), LimitedPartReader.HEAD - head.size());
                for (int i = 0; i < length; i++) {
                    head.write(content.getByte(content.readPosition() + i));
                }
            }
            return head.toByteArray();
        }

        synchronized void close() {
            isClosed = true;
            kept.forEach(event -> DataBufferUtils.release(event.content()));
            kept.clear();
        }
    }
}
