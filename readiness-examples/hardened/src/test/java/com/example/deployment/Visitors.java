package com.example.deployment;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that keep their connections and never repeat a request. Most requests need a login and get 401; one of a hundred
 * signs somebody up, which is written to the database.
 *
 * <p>On bare sockets: the HTTP clients of Java repeat on their own what failed in time, and would hide it.
 */
final class Visitors implements AutoCloseable {

    /** The processes that start need a part of the processors. */
    private static final Duration THINK_TIME = Duration.ofMillis(10);

    private final int port;
    private final List<Thread> threads = new ArrayList<>();
    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder signedUp = new LongAdder();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();

    private volatile boolean over;

    private Visitors(int port) {
        this.port = port;
    }

    static Visitors start(int port, int number) {
        Visitors visitors = new Visitors(port);
        for (int i = 0; i < number; i++) {
            Thread thread = new Thread(visitors::visit, "visitor " + i);
            visitors.threads.add(thread);
            thread.start();
        }
        return visitors;
    }

    long sent() {
        return sent.sum();
    }

    long failed() {
        return failed.sum();
    }

    long signedUp() {
        return signedUp.sum();
    }

    /** Returns how often what happened instead of an answer. */
    Map<String, LongAdder> failures() {
        return failures;
    }

    private void visit() {
        int count = 0;
        while (!over) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.setSoTimeout(60_000);
                InputStream in = new BufferedInputStream(socket.getInputStream());
                while (!over) {
                    boolean signUp = ++count % 100 == 0;
                    sent.increment();
                    socket.getOutputStream().write((signUp ? signUp() : look()).getBytes(StandardCharsets.US_ASCII));
                    int status = answer(in);
                    if (status == 201) {
                        signedUp.increment();
                    }
                    if (status != (signUp ? 201 : 401)) {
                        fail((signUp ? "sign-up" : "look") + ": status " + status);
                    }
                    LockSupport.parkNanos(THINK_TIME.toNanos());
                }
            } catch (IOException e) {
                fail(e.getClass().getSimpleName());
            }
        }
    }

    private void fail(String what) {
        failed.increment();
        failures.computeIfAbsent(what, key -> new LongAdder()).increment();
    }

    private static String look() {
        return "GET /appointments HTTP/1.1\r\nHost: clinic\r\n\r\n";
    }

    private static String signUp() {
        String body = "{\"name\":\"Ada\",\"email\":\"%s@example.com\",\"password\":\"correct horse battery\"}"
                .formatted(UUID.randomUUID());
        return "POST /signup HTTP/1.1\r\nHost: clinic\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    /** Reads one answer to its end and returns its status. */
    private static int answer(InputStream in) throws IOException {
        String first = line(in);
        int length = 0;
        boolean chunked = false;
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
            String lower = field.toLowerCase(java.util.Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        }
        if (chunked) {
            for (int size = size(in); ; size = size(in)) {
                in.skipNBytes(size);
                line(in);
                if (size == 0) {
                    break;
                }
            }
        } else {
            in.skipNBytes(length);
        }
        return Integer.parseInt(first.split(" ")[1]);
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in).strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new java.io.EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        end();
    }

    /** Lets each visitor finish its request. */
    void end() {
        over = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
