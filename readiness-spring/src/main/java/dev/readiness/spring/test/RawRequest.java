package dev.readiness.spring.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request that is written to a socket byte by byte, so that its framing can lie. */
final class RawRequest {

    private static final int PATIENCE_IN_MILLISECONDS = 10_000;

    private final URI uri;

    private final DrillRequest request;

    RawRequest(URI uri, DrillRequest request) {
        this.uri = uri;
        this.request = request;
    }

    /**
     * Sends the request with {@code framing}, which are header lines, and {@code body}, and then nothing more.
     *
     * @return what came back; nothing if the server hung up or waits for more
     */
    Optional<DrillAnswer> send(List<String> framing, String body) throws IOException {
        try (Socket socket = open()) {
            OutputStream out = socket.getOutputStream();
            out.write((head(framing) + body).getBytes(StandardCharsets.UTF_8));
            out.flush();
            socket.shutdownOutput();
            return read(socket.getInputStream());
        }
    }

    /**
     * Sends chunk after chunk until the server answers or hangs up, or until {@code most} bytes were taken.
     *
     * @return how many bytes were taken
     */
    long sendEndlessly(long most) throws IOException {
        byte[] chunk = ("1000\r\n" + " ".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = open()) {
            OutputStream out = socket.getOutputStream();
            out.write(head(List.of("Transfer-Encoding: chunked")).getBytes(StandardCharsets.UTF_8));
            long sent = 0;
            while (sent < most && socket.getInputStream().available() == 0) {
                out.write(chunk);
                sent += 0x1000;
            }
            return sent;
        } catch (IOException ex) {
            return 0; // the server hung up
        }
    }

    private Socket open() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(PATIENCE_IN_MILLISECONDS);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), PATIENCE_IN_MILLISECONDS);
        return socket;
    }

    private String head(List<String> framing) {
        List<String> lines = new ArrayList<>();
        lines.add(request.method() + " " + uri.getRawPath() + " HTTP/1.1");
        lines.add("Host: " + uri.getHost() + ":" + uri.getPort());
        lines.add("Content-Type: application/json");
        lines.add("Connection: close");
        request.caller().headers().forEach((name, value) -> lines.add(name + ": " + value));
        lines.addAll(framing);
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static Optional<DrillAnswer> read(InputStream in) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            in.transferTo(answer);
        } catch (SocketTimeoutException ex) {
            // it waits for what never comes
        } catch (IOException ex) {
            // it hung up, perhaps after an answer
        }
        String text = answer.toString(StandardCharsets.UTF_8);
        String[] statusLine = text.split("[ \r]", 3);
        return statusLine.length < 3 || !statusLine[0].startsWith("HTTP/")
                ? Optional.empty()
                : Optional.of(new DrillAnswer(
                        Integer.parseInt(statusLine[1]), HttpHeaders.of(Map.of(), (name, value) -> true), text));
    }
}
