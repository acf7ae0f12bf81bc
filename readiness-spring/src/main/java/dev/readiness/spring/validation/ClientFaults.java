package dev.readiness.spring.validation;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.InvalidPropertyException;
import org.springframework.core.codec.CodecException;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConversionException;

/**
 * Knows what only a client can bring about, although Spring lets it pass for a failure of the server: a form that leads
 * nowhere, a body of parts that is none, a cookie with half an escape.
 *
 * <p>Such an exception is of a common class. What tells it is who threw it: the code nearest to it, but for what that
 * itself calls, is Spring's reader of forms, parts, cookies or beans. The same exception of the application's own code has
 * that code nearer.
 */
final class ClientFaults {

    /** The failure is none of a client. */
    static final int NONE = 0;

    private static final String BINDER = "org.springframework.validation.DataBinder";

    /** Functional endpoints go on to bind an object that could not be made of what the caller sent. */
    private static final String NOTHING_TO_BIND = "org.springframework.validation.BeanPropertyBindingResult";

    /** It refuses a content type that is a pattern. */
    private static final String HEADERS = "org.springframework.http.server.ServletServerHttpRequest";

    private static final List<String> READERS = List.of(
            "org.springframework.http.codec.FormHttpMessageReader",
            "org.springframework.http.codec.multipart.",
            "org.springframework.web.servlet.mvc.method.annotation.ServletCookieValueMethodArgumentResolver");

    private static final List<String> CALLED_BY_READERS = List.of(
            "java.",
            "jdk.",
            "org.springframework.util.",
            "org.springframework.web.util.",
            "org.springframework.beans.",
            "org.springframework.core.",
            "org.springframework.http.ContentDisposition",
            "org.springframework.http.HttpHeaders",
            "org.springframework.http.ReadOnlyHttpHeaders",
            "org.springframework.http.MediaType");

    /** Jackson says so where it fails at an attribute. */
    private static final String WITHIN_ANOTHER = "through reference chain";

    private ClientFaults() {}

    /**
     * Returns the status to answer {@code failure} with, or {@link #NONE}.
     *
     * @param contentType what the request says that its body is; if nobody can read that, it does not matter who tried to
     */
    static int statusOf(Throwable failure, @Nullable String contentType) {
        if (failure instanceof InvalidMediaTypeException && isUnreadable(contentType)) {
            return 415;
        }
        if (isOtherThanParts(failure) || isOtherThanForm(failure) || isWithoutParts(failure, contentType)) {
            return 415;
        }
        if (failure instanceof UnsupportedOperationException && isInUnwritableCharset(contentType)) {
            return 415;
        }
        if (failure instanceof IllegalArgumentException && isThrownBy(failure, List.of(HEADERS))) {
            return 415;
        }
        if (mayComeFromBinder(failure) && isThrownBy(failure, List.of(BINDER))) {
            return 400;
        }
        if (failure instanceof IllegalStateException && isThrownBy(failure, List.of(NOTHING_TO_BIND))) {
            return 400;
        }
        if (mayComeFromReader(failure) && isThrownBy(failure, READERS)) {
            return failure instanceof DataBufferLimitException ? 413 : 400;
        }
        return NONE;
    }

    /** An index into what is no list, too large an index, one that is no number, or a constructor that refuses its values. */
    private static boolean mayComeFromBinder(Throwable failure) {
        return failure instanceof InvalidPropertyException
                || failure instanceof IndexOutOfBoundsException
                || failure instanceof NumberFormatException
                || (failure instanceof BeanInstantiationException unfit
                        && unfit.getConstructor() != null
                        && unfit.getCause() instanceof RuntimeException);
    }

    private static boolean mayComeFromReader(Throwable failure) {
        return failure instanceof DecodingException
                || failure instanceof IllegalArgumentException
                || failure instanceof IllegalStateException;
    }

    private static boolean isUnreadable(@Nullable String contentType) {
        try {
            MediaType unused = contentType == null ? null : MediaType.parseMediaType(contentType);
            return false;
        } catch (InvalidMediaTypeException ex) {
            return true;
        }
    }

    /** Java reads some charsets that it does not write, and Spring writes forms and streams of JSON anew to read them. */
    private static boolean isInUnwritableCharset(@Nullable String contentType) {
        Charset charset = contentType == null || isUnreadable(contentType)
                ? null
                : MediaType.parseMediaType(contentType).getCharset();
        return charset != null && !charset.canEncode();
    }

    /** A handler takes the events of parts, and something else was sent, which Spring tries to read as their JSON. */
    private static boolean isOtherThanParts(Throwable failure) {
        return failure instanceof CodecException
                && String.valueOf(failure.getMessage()).contains("org.springframework.http.codec.multipart.PartEvent");
    }

    /**
     * A handler takes a form, and JSON was sent, which Jackson cannot make a {@code MultiValueMap} of. An object that has one as
     * an attribute can never be read: that is no fault of the client.
     */
    private static boolean isOtherThanForm(Throwable failure) {
        return (failure instanceof HttpMessageConversionException || failure instanceof CodecException)
                && String.valueOf(failure.getMessage()).contains("org.springframework.util.MultiValueMap")
                && (failure.getCause() == null
                        || !String.valueOf(failure.getCause().getMessage()).contains(WITHIN_ANOTHER));
    }

    /** Somebody asks a servlet request for its parts, which is no multipart request. */
    private static boolean isWithoutParts(Throwable failure, @Nullable String contentType) {
        return failure.getClass().getName().equals("jakarta.servlet.ServletException")
                && (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data"))
                && Stream.of(failure.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().startsWith("getPart"));
    }

    /** Reactor leaves an exception one line of its trace, and keeps the others in one that it adds. */
    private static StackTraceElement[] traceOf(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        for (Throwable added : failure.getSuppressed()) {
            if (added.getClass().getName().startsWith("reactor.core.publisher.")
                    && added.getStackTrace().length > trace.length) {
                trace = added.getStackTrace();
            }
        }
        return trace;
    }

    private static boolean isThrownBy(Throwable failure, List<String> readers) {
        for (StackTraceElement frame : traceOf(failure)) {
            String caller = frame.getClassName();
            if (readers.stream().anyMatch(caller::startsWith)) {
                return true;
            }
            if (CALLED_BY_READERS.stream().noneMatch(caller::startsWith)) {
                return false;
            }
        }
        return false;
    }
}
