package dev.readiness.spring.validation;

import dev.readiness.validation.JsonPointer;
import dev.readiness.validation.ProblemDocument;
import dev.readiness.validation.Violation;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/** Unpacks a body that gzip packed (RFC 1952) bit by bit, as it is asked for, without a thread that waits. */
final class GzipBody {

    private static final int CHUNK = 8_192;

    private static final int FIXED_HEADER = 10;

    private static final int TRAILER = 8;

    private static final int HEADER_CHECKSUM = 2;

    private static final int EXTRA = 4;

    private static final int NAME_AND_COMMENT = 8 | 16;

    private enum Part {
        HEADER,
        EXTRA_LENGTH,
        EXTRA,
        TEXT,
        HEADER_CHECKSUM,
        DATA,
        TRAILER
    }

    private final DataBufferFactory factory;

    private final Inflater inflater = new Inflater(true);

    private final CRC32 checksum = new CRC32();

    private byte[] packed = new byte[0];

    private int position;

    private Part part = Part.HEADER;

    private int bytesOfPart;

    private int flags;

    private int extraLength;

    private long trailer;

    private boolean some;

    private GzipBody(DataBufferFactory factory) {
        this.factory = factory;
    }

    /** Returns what {@code body} holds; it ends with 400 where that is not packed by gzip. */
    static Flux<DataBuffer> unpack(Flux<DataBuffer> body, DataBufferFactory factory) {
        return Flux.using(
                () -> new GzipBody(factory),
                unpacking -> body.concatMap(unpacking::unpack, 0).concatWith(Flux.defer(unpacking::end)),
                unpacking -> unpacking.inflater.end());
    }

    private Flux<DataBuffer> unpack(DataBuffer buffer) {
        packed = new byte[buffer.readableByteCount()];
        position = 0;
        buffer.read(packed);
        DataBufferUtils.release(buffer);
        return Flux.generate(this::next);
    }

    private void next(SynchronousSink<DataBuffer> sink) {
        try {
            DataBuffer unpacked = null;
            while (unpacked == null && position < packed.length) {
                unpacked = part == Part.DATA ? inflate() : skip();
            }
            if (unpacked == null) {
                sink.complete();
            } else {
                sink.next(unpacked);
            }
        } catch (DataFormatException ex) {
            sink.error(malformed());
        }
    }

    private Flux<DataBuffer> end() {
        return some && part == Part.HEADER && bytesOfPart == 0 ? Flux.empty() : Flux.error(malformed());
    }

    private @Nullable DataBuffer inflate() throws DataFormatException {
        byte[] chunk = new byte[CHUNK];
        inflater.setInput(packed, position, packed.length - position);
        int length = inflater.inflate(chunk);
        position = packed.length - inflater.getRemaining();
        checksum.update(chunk, 0, length);
        if (inflater.finished()) {
            begin(Part.TRAILER);
        } else if (length == 0 && inflater.needsDictionary()) {
            throw new DataFormatException();
        }
        return length == 0 ? null : factory.wrap(ByteBuffer.wrap(chunk, 0, length));
    }

    /** Reads one byte of what surrounds the data. */
    private @Nullable DataBuffer skip() throws DataFormatException {
        int value = packed[position++] & 0xff;
        int index = bytesOfPart++;
        switch (part) {
            case HEADER -> header(index, value);
            case EXTRA_LENGTH -> {
                extraLength |= value << (8 * index);
                if (index == 1) {
                    flags &= ~EXTRA;
                    begin(extraLength == 0 ? afterHeader() : Part.EXTRA);
                }
            }
            case EXTRA -> {
                if (bytesOfPart == extraLength) {
                    begin(afterHeader());
                }
            }
            case TEXT -> {
                if (value == 0) {
                    flags &= (flags & 8) != 0 ? ~8 : ~16;
                    begin(afterHeader());
                }
            }
            case HEADER_CHECKSUM -> {
                if (bytesOfPart == 2) {
                    flags &= ~HEADER_CHECKSUM;
                    begin(afterHeader());
                }
            }
            default -> trailer(index, value);
        }
        return null;
    }

    private void header(int index, int value) throws DataFormatException {
        if ((index == 0 && value != 0x1f) || (index == 1 && value != 0x8b) || (index == 2 && value != 8)) {
            throw new DataFormatException();
        }
        if (index == 3) {
            flags = value;
        }
        if (bytesOfPart == FIXED_HEADER) {
            extraLength = 0;
            begin(afterHeader());
        }
    }

    private Part afterHeader() {
        if ((flags & EXTRA) != 0) {
            return Part.EXTRA_LENGTH;
        }
        if ((flags & NAME_AND_COMMENT) != 0) {
            return Part.TEXT;
        }
        return (flags & HEADER_CHECKSUM) != 0 ? Part.HEADER_CHECKSUM : Part.DATA;
    }

    /** Another member may follow, as if the two had been packed together. */
    private void trailer(int index, int value) throws DataFormatException {
        trailer |= (long) value << (8 * index);
        if (bytesOfPart == TRAILER) {
            long expected = checksum.getValue() | (inflater.getBytesWritten() & 0xffff_ffffL) << 32;
            if (trailer != expected) {
                throw new DataFormatException();
            }
            inflater.reset();
            checksum.reset();
            trailer = 0;
            some = true;
            begin(Part.HEADER);
        }
    }

    private void begin(Part next) {
        part = next;
        bytesOfPart = 0;
    }

    private static RefusedBodyException malformed() {
        return new RefusedBodyException(ProblemDocument.invalidInput(List.of(new Violation(
                Violation.In.BODY, JsonPointer.ROOT.toString(), "malformed", "is not what its coding says"))));
    }
}
