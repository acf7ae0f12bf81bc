package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.ClientAddresses;
import dev.readiness.ratelimit.CountedRequest;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/** A reactive request that is counted. */
record ReactiveCountedRequest(
        ServerWebExchange exchange,
        ClientAddresses addresses,
        @Nullable String principal) implements CountedRequest {

    @Override
    public String clientAddress() {
        return addresses.find(peer(), this::lines);
    }

    String exactAddress() {
        return addresses.findExact(peer(), this::lines);
    }

    /** A server that does not know its peer gives every such request one key. */
    private String peer() {
        ServerHttpRequest request = exchange.getRequest();
        InetSocketAddress remote = request.getRemoteAddress();
        if (remote == null) {
            return "unknown";
        }
        return remote.isUnresolved()
                ? remote.getHostString()
                : remote.getAddress().getHostAddress();
    }

    private List<String> lines(String header) {
        // By forEach, since the methods that return a list take other types in Spring Framework 6 than in 7.
        List<String> lines = new ArrayList<>();
        exchange.getRequest().getHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase(header)) {
                lines.addAll(values);
            }
        });
        return lines;
    }

    @Override
    public @Nullable String header(String name) {
        return exchange.getRequest().getHeaders().getFirst(name);
    }

    @Override
    public <T> Optional<T> as(Class<T> type) {
        return type.isInstance(exchange) ? Optional.of(type.cast(exchange)) : Optional.empty();
    }
}
