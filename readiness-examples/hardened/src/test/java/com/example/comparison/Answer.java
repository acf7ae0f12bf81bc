package com.example.comparison;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came back, without what differs from one start of the same application to the next: the date, the time in an error,
 * the id of a new session, and the order of the methods that are allowed.
 */
record Answer(String request, int status, Map<String, List<String>> headers, String body) {

    static Answer of(String request, HttpResponse<String> response) {
        Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
        headers.remove("date");
        headers.computeIfPresent("allow", (name, values) -> sorted(values));
        headers.computeIfPresent("set-cookie", (name, values) -> withoutSessionId(values));
        return new Answer(
                request,
                response.statusCode(),
                headers,
                response.body().replaceFirst("\"timestamp\":\"[^\"]+\"", "\"timestamp\":\"(any)\""));
    }

    private static List<String> sorted(List<String> values) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",\\s*")))
                .sorted()
                .toList();
    }

    private static List<String> withoutSessionId(List<String> cookies) {
        return cookies.stream()
                .map(cookie -> cookie.replaceFirst("JSESSIONID=\\p{XDigit}+", "JSESSIONID=(any)"))
                .toList();
    }
}
