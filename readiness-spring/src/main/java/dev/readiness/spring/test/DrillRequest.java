package dev.readiness.spring.test;

import java.util.Map;

/**
 * A request of a drill.
 *
 * @param method HTTP method
 * @param path path within the application
 * @param caller who sends it
 * @param headers its headers, those of the caller aside
 * @param body its body, empty for none
 */
record DrillRequest(String method, String path, Caller caller, Map<String, String> headers, String body) {

    private static final int SHOWN = 120;

    static DrillRequest of(String method, String path, Caller caller) {
        return new DrillRequest(method, path, caller, Map.of(), "");
    }

    DrillRequest from(Caller another) {
        return new DrillRequest(method, path, another, headers, body);
    }

    DrillRequest withJson(String json) {
        return new DrillRequest(method, path, caller, Map.of("Content-Type", "application/json"), json);
    }

    DrillRequest withHeader(String name, String value) {
        return new DrillRequest(method, path, caller, Map.of(name, value), body);
    }

    @Override
    public String toString() {
        return method + " " + path + " as " + caller + (headers.isEmpty() ? "" : " with " + headers)
                + (body.isEmpty() ? "" : " and the body " + shorten(body));
    }

    static String shorten(String text) {
        return text.length() <= SHOWN
                ? text
                : "%s… (%,d characters)".formatted(text.substring(0, SHOWN), text.length());
    }
}
