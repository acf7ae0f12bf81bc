package com.example.clinic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What somebody at the front desk does in a browser, in which the proxy's TLS is taken for granted: a cookie that is for
 * encrypted connections only is sent back nevertheless.
 */
final class FrontDeskBrowser {

    private static final Pattern TOKEN = Pattern.compile("name=\"?_csrf\"?[^>]* value=\"?([^\">]+)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI clinic;
    private String cookie = "";

    FrontDeskBrowser(String port) {
        this.clinic = URI.create("http://127.0.0.1:" + port);
    }

    HttpResponse<String> open(String path) {
        return send(HttpRequest.newBuilder(clinic.resolve(path)).GET());
    }

    /** Fills in and sends a form of the page at {@code page}. */
    HttpResponse<String> submit(String page, String action, Map<String, String> fields) {
        Matcher token = TOKEN.matcher(open(page).body());
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&", token.find() ? "_csrf=" + token.group(1) + "&" : "", ""));
        return send(HttpRequest.newBuilder(clinic.resolve(action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Takes the first step of a login. */
    HttpResponse<String> givePassword(String name, String password) {
        return submit("/login", "/login", Map.of("username", name, "password", password));
    }

    static String leadsTo(HttpResponse<String> answer) {
        String location = answer.headers().firstValue("Location").orElse("");
        return answer.statusCode() + " " + location.replaceFirst("^http://[^/]*", "");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    client.send(request.header("Cookie", cookie).build(), BodyHandlers.ofString());
            answer.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
            return answer;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
