package com.example.smsprovider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the paid SMS provider, which in real life is somebody else's server on the internet.
 *
 * <p>Takes {@code POST /messages}, checks the key of the caller, and keeps and logs the message instead of sending it.
 * No part of the clinic: only this class would be thrown away when a contract with a provider is signed.
 */
public final class SmsProviderStandIn implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(SmsProviderStandIn.class);

    private final HttpServer server;
    private final String authorization;
    private final List<String> messages = new CopyOnWriteArrayList<>();

    /**
     * Starts to listen on the loopback address.
     *
     * @param port the port, or 0 for any free one
     * @param key what a customer of the provider has to send as bearer token
     */
    public SmsProviderStandIn(int port, String key) throws IOException {
        this.authorization = "Bearer " + key;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/messages", this::receive);
        server.start();
    }

    /** Returns where messages are to be posted. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/messages";
    }

    /** Returns the messages that were accepted, oldest first, as they were received. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String message = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            messages.add(message);
            logger.info("The SMS provider would send {}", message);
            exchange.sendResponseHeaders(202, -1);
        }
    }
}
