package dev.readiness.spring.validation;

import dev.readiness.validation.ProblemDocument;
import dev.readiness.web.ServletProblemWriter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.validation.BindException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers Spring MVC's own refusals with problem documents.
 *
 * <p>Comes after every advice of the application. Exceptions that are not Spring MVC's go their usual way, to the
 * application's resolvers or to the error dispatch.
 */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemDetailsAdvice extends ResponseEntityExceptionHandler {

    /** How Jackson 2 begins; a caller cannot bring it about otherwise. */
    private static final String STANDS_TWICE = "No fallback setter/field defined for creator property";

    /** A multipart body without a boundary, cut off, or otherwise not what it says; too large ones are known to Spring. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> refuse(MultipartException exception, WebRequest request) {
        return handleExceptionInternal(exception, null, new HttpHeaders(), HttpStatus.BAD_REQUEST, request);
    }

    /**
     * A field of a form that leads nowhere, such as an index into what is no list, or a cookie that cannot be decoded. The same
     * exception from elsewhere is a failure of the application, and goes its usual way.
     */
    @ExceptionHandler({
        BeansException.class,
        IllegalArgumentException.class,
        IllegalStateException.class,
        IndexOutOfBoundsException.class,
        UnsupportedOperationException.class,
        ServletException.class
    })
    @Nullable
    ResponseEntity<Object> refuse(Exception exception, WebRequest request) throws Exception {
        int status = ClientFaults.statusOf(exception, request.getHeader(HttpHeaders.CONTENT_TYPE));
        if (status == ClientFaults.NONE) {
            throw exception;
        }
        return handleExceptionInternal(exception, null, new HttpHeaders(), HttpStatusCode.valueOf(status), request);
    }

    /** What a functional endpoint binds by itself. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> refuse(BindException exception, WebRequest request) {
        return handleExceptionInternal(exception, null, new HttpHeaders(), HttpStatus.BAD_REQUEST, request);
    }

    /**
     * A part of a record that stands twice in the document, which Jackson 2 takes for a mistake in the record. What really is
     * one is a failure of the application, and goes its usual way.
     */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> refuse(HttpMessageConversionException exception, WebRequest request) {
        int status = ClientFaults.statusOf(exception, request.getHeader(HttpHeaders.CONTENT_TYPE));
        if (status != ClientFaults.NONE) {
            return handleExceptionInternal(exception, null, new HttpHeaders(), HttpStatusCode.valueOf(status), request);
        }
        Throwable cause = exception.getCause();
        if (cause == null || !String.valueOf(cause.getMessage()).startsWith(STANDS_TWICE)) {
            throw exception;
        }
        return handleExceptionInternal(exception, null, new HttpHeaders(), HttpStatus.BAD_REQUEST, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ServletWebRequest web = (ServletWebRequest) request;
        HttpServletResponse response = web.getResponse();
        if (response == null || response.isCommitted()) {
            return super.handleExceptionInternal(exception, body, headers, status, request);
        }
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        write(RefusalDocuments.of(exception, status.value(), web.getRequest()), response);
        return null; // the response is complete
    }

    private static void write(ProblemDocument problem, HttpServletResponse response) {
        try {
            ServletProblemWriter.write(problem, response);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
