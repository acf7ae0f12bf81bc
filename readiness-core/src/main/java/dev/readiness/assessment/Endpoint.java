package dev.readiness.assessment;

import java.util.Objects;

/**
 * One way into the application.
 *
 * @param method HTTP method in upper case, or {@code *} where every method is taken
 * @param path path pattern as the router holds it, for example {@code /appointments/{id}}
 * @param handler who answers, for example {@code AppointmentController.book}
 * @param origin whether the application or a framework brought it
 * @param writes whether calling it may change data
 * @param consumesInput whether it reads anything that the caller chooses
 * @param unboundedCollection whether it returns a collection without a bound
 */
public record Endpoint(
        String method,
        String path,
        String handler,
        Origin origin,
        boolean writes,
        boolean consumesInput,
        boolean unboundedCollection) {

    /** Who brought an endpoint into the application. */
    public enum Origin {
        /** The application's own code. */
        APPLICATION,
        /** A framework or library: error page, actuator, login form, static resources. */
        FRAMEWORK
    }

    /** Checks that method, path, handler and origin are there. */
    public Endpoint {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(handler, "handler");
        Objects.requireNonNull(origin, "origin");
    }

    /** Returns the name under which findings, slices and waivers speak of this endpoint: {@code POST /accounts}. */
    public String id() {
        return method + " " + path;
    }

    /** Returns whether the application's own code brought this endpoint. */
    public boolean isApplication() {
        return origin == Origin.APPLICATION;
    }
}
