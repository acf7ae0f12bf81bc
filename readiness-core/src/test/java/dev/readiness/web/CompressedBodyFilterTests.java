package dev.readiness.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Spring does not answer; the rest is in the tests of the limits in {@code readiness-spring}. */
class CompressedBodyFilterTests {

    @TempDir
    private File directory;

    @Test
    void refusesWhatSaysThatItIsPackedAndIsNot() throws Exception {
        byte[] hello = "hello".getBytes(StandardCharsets.UTF_8);
        byte[] packed = gzip(hello);
        try (TomcatServer server = TomcatServer.start(
                directory, new CompressedBodyFilter(CompressedBodyFilter.Mode.UNPACK), new EchoServlet())) {
            assertThat(send(server, packed).body()).isEqualTo("hello");
            for (byte[] body : new byte[][] {hello, Arrays.copyOf(packed, packed.length - 9)}) {
                HttpResponse<String> response = send(server, body);

                assertThat(response.statusCode()).isEqualTo(400);
                assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
                assertThat(response.headers().firstValue("x-before")).hasValue("kept");
                assertThat(response.body()).contains("\"code\":\"malformed\"");
            }
        }
    }

    @Test
    void asksForEachRequest() throws Exception {
        CompressedBodyFilter filter = new CompressedBodyFilter(request -> switch (request.getRequestURI()) {
            case "/unpacked" -> CompressedBodyFilter.Mode.UNPACK;
            case "/passed" -> CompressedBodyFilter.Mode.PASS;
            default -> CompressedBodyFilter.Mode.REFUSE;
        });
        byte[] packed = gzip("hello".getBytes(StandardCharsets.UTF_8));
        try (TomcatServer server = TomcatServer.start(directory, filter, new EchoServlet())) {
            assertThat(send(server, "/unpacked", packed).body()).isEqualTo("hello");
            assertThat(send(server, "/passed", packed).statusCode()).isEqualTo(200);
            assertThat(send(server, "/passed", packed).body()).isNotEqualTo("hello");
            assertThat(send(server, "/", packed).statusCode()).isEqualTo(415);
        }
    }

    private static HttpResponse<String> send(TomcatServer server, byte[] body) throws Exception {
        return send(server, "/", body);
    }

    private static HttpResponse<String> send(TomcatServer server, String path, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri(path))
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        }
        return packed.toByteArray();
    }

    private static final class EchoServlet extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setHeader("X-Before", "kept");
            response.getOutputStream().write(request.getInputStream().readAllBytes());
        }
    }
}
