package dev.readiness.validation;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One thing that is wrong with what a caller sent. Never holds the value that was sent.
 *
 * @param in the part of the request
 * @param pointer where in that part, as a JSON pointer (RFC 6901): {@code /items/1/quantity}; empty for the whole part
 * @param code what is wrong, for a machine: {@code not-blank}; stable
 * @param message what is wrong, for a person: {@code must not be blank}
 */
public record Violation(In in, String pointer, String code, String message) {

    /** A part of a request. */
    public enum In {
        /** The content of the request. */
        BODY,
        /** The query string. */
        QUERY,
        /** A variable of the path. */
        PATH,
        /** A header. */
        HEADER,
        /** A cookie. */
        COOKIE,
        /** A field of a submitted form. */
        FORM,
        /** A part of a multipart request. */
        PART
    }

    /** Checks that everything is there and that the pointer is well formed. */
    public Violation {
        Objects.requireNonNull(in, "in");
        if (!pointer.isEmpty() && pointer.charAt(0) != '/') {
            throw new IllegalArgumentException("'pointer' must be empty or begin with '/' but is '" + pointer + "'");
        }
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }

    Map<String, Object> toMembers() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("in", in.name().toLowerCase(Locale.ROOT));
        members.put("pointer", pointer);
        members.put("code", code);
        members.put("message", message);
        return members;
    }
}
