package dev.readiness.web;

import dev.readiness.ratelimit.ClientAddresses;
import dev.readiness.ratelimit.CountedRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A servlet request that is counted. */
final class ServletCountedRequest implements CountedRequest {

    private final HttpServletRequest request;
    private final ClientAddresses addresses;

    ServletCountedRequest(HttpServletRequest request, ClientAddresses addresses) {
        this.request = request;
        this.addresses = addresses;
    }

    @Override
    public String clientAddress() {
        return addresses.find(request.getRemoteAddr(), this::lines);
    }

    String exactAddress() {
        return addresses.findExact(request.getRemoteAddr(), this::lines);
    }

    private List<String> lines(String header) {
        Enumeration<String> lines = request.getHeaders(header);
        if (!lines.hasMoreElements()) {
            return List.of();
        }
        String first = lines.nextElement();
        if (!lines.hasMoreElements()) {
            return List.of(first);
        }
        List<String> all = new ArrayList<>(List.of(first));
        lines.asIterator().forEachRemaining(all::add);
        return all;
    }

    @Override
    public @Nullable String principal() {
        Principal principal = request.getUserPrincipal();
        return principal == null ? null : principal.getName();
    }

    @Override
    public @Nullable String header(String name) {
        return request.getHeader(name);
    }

    @Override
    public <T> Optional<T> as(Class<T> type) {
        return type.isInstance(request) ? Optional.of(type.cast(request)) : Optional.empty();
    }
}
