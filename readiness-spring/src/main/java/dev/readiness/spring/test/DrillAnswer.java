package dev.readiness.spring.test;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Optional;

/** What the application answered to a request of a drill. */
record DrillAnswer(int status, HttpHeaders headers, String body) {

    static final int TOO_MANY_REQUESTS = 429;

    static DrillAnswer of(HttpResponse<String> response) {
        return new DrillAnswer(response.statusCode(), response.headers(), response.body());
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    boolean isRedirect() {
        return status >= 300 && status < 400;
    }

    boolean isClientError() {
        return status >= 400 && status < 500;
    }

    boolean isServerError() {
        return status >= 500;
    }

    boolean refusesTheCaller() {
        return status == 401 || status == 403;
    }

    @Override
    public String toString() {
        return status
                + header("Content-Type").map(type -> " " + type).orElse("")
                + header("Location").map(location -> " to " + location).orElse("")
                + (body.isEmpty() ? "" : " " + DrillRequest.shorten(body));
    }
}
