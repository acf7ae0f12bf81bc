package dev.readiness.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedBodyHttpFilterTests {

    private static final int MAX_BYTES = 2_000;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(200, body.length);
                    try (OutputStream out = exchange.getResponseBody()) {
                        out.write(body);
                    }
                })
                .getFilters()
                .addAll(List.of(
                        new BodySizeHttpFilter(MAX_BYTES),
                        new CompressedBodyHttpFilter(CompressedBodyFilter.Mode.UNPACK),
                        new BodySizeHttpFilter(MAX_BYTES)));
        server.createContext("/plain", exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                })
                .getFilters()
                .add(new CompressedBodyHttpFilter(CompressedBodyFilter.Mode.REFUSE));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void unpacksWhatIsSmallEnough() throws Exception {
        assertThat(send("/", "gzip", gzip("hello".getBytes(StandardCharsets.UTF_8)))
                        .body())
                .isEqualTo("hello");
    }

    @Test
    void leavesAPlainBodyAsItIs() throws Exception {
        assertThat(send("/", "identity", "hello".getBytes(StandardCharsets.UTF_8))
                        .body())
                .isEqualTo("hello");
    }

    @Test
    void endsAZipBombEarly() throws Exception {
        byte[] bomb = gzip(new byte[1_000_000]);
        assertThat(bomb).hasSizeLessThan(MAX_BYTES);

        HttpResponse<String> response = send("/", "gzip", bomb);

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("body-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "gzip, gzip"})
    void refusesOtherCodingsAndNamesThoseThatItTakes(String coding) throws Exception {
        HttpResponse<String> response = send("/", coding, new byte[10]);

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(response.headers().firstValue("accept-encoding")).hasValue("gzip, identity");
    }

    @Test
    void refusesWhatSaysThatItIsPackedAndIsNot() throws Exception {
        byte[] packed = gzip("hello".getBytes(StandardCharsets.UTF_8));

        for (byte[] body : new byte[][] {
            "hello".getBytes(StandardCharsets.UTF_8), new byte[0], Arrays.copyOf(packed, packed.length - 9)
        }) {
            HttpResponse<String> response = send("/", "gzip", body);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("\"in\":\"body\",\"pointer\":\"\",\"code\":\"malformed\"");
        }
    }

    @Test
    void refusesEveryCodingWhereItIsToldTo() throws Exception {
        HttpResponse<String> response = send("/plain", "gzip", gzip(new byte[10]));

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.headers().firstValue("accept-encoding")).hasValue("identity");
    }

    @Test
    void endsABodyThatNeverEnds() throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            new Thread(() -> sendForEver(out)).start();

            assertThat(readToTheEnd(socket.getInputStream())).startsWith("HTTP/1.1 413 ");
        }
    }

    /** Until the other side closes the connection. */
    private static void sendForEver(OutputStream out) {
        byte[] chunk = ("400\r\n" + " ".repeat(1_024) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try {
            while (true) {
                out.write(chunk);
            }
        } catch (IOException ex) {
            return; // it did
        }
    }

    private static String readToTheEnd(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            in.transferTo(read);
        } catch (SocketException ex) {
            return read.toString(StandardCharsets.US_ASCII); // reset, as there was more to read for the server
        }
        return read.toString(StandardCharsets.US_ASCII);
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        }
        return packed.toByteArray();
    }

    private HttpResponse<String> send(String path, String coding, byte[] body)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Encoding", coding)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
