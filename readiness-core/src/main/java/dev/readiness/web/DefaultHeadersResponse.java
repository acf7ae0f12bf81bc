package dev.readiness.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A response that holds headers nobody has asked for yet.
 *
 * <p>They are set at once, so that no way of committing the response misses them, and are hidden from whoever looks: a filter
 * that sets a header only where there is none sets its own, and it replaces ours.
 */
final class DefaultHeadersResponse extends HttpServletResponseWrapper {

    private final List<SecurityHeaders.Header> headers;

    private final Set<String> removed;

    private final String nonce;

    private final boolean secure;

    /** The headers that are still as we set them. */
    private final Set<String> ours = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    DefaultHeadersResponse(
            HttpServletResponse response,
            List<SecurityHeaders.Header> headers,
            Set<String> removed,
            String nonce,
            boolean secure) {
        super(response);
        this.headers = headers;
        this.removed = removed;
        this.nonce = nonce;
        this.secure = secure;
    }

    /** Sets each header that the response does not have. */
    void apply() {
        for (SecurityHeaders.Header header : headers) {
            if ((secure || !header.secureOnly()) && !super.containsHeader(header.name())) {
                super.setHeader(header.name(), header.value(nonce));
                ours.add(header.name());
            }
        }
    }

    /** Goes on with a response that {@code before} has prepared; the container may have emptied it since. */
    void takeOver(DefaultHeadersResponse before) {
        ours.addAll(before.ours);
        apply();
    }

    @Override
    public boolean containsHeader(String name) {
        return !ours.contains(name) && super.containsHeader(name);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return ours.contains(name) ? null : super.getHeader(name);
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return ours.contains(name) ? List.of() : super.getHeaders(name);
    }

    @Override
    public Collection<String> getHeaderNames() {
        return super.getHeaderNames().stream()
                .filter(name -> !ours.contains(name))
                .toList();
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (isKeptBack(name)) {
            return;
        }
        ours.remove(name);
        super.setHeader(name, value);
        alignFrames(name, value);
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (ours.contains(name)) {
            setHeader(name, value);
        } else if (!isKeptBack(name)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void reset() {
        super.reset();
        ours.clear();
        apply();
    }

    private boolean isKeptBack(String name) {
        for (String kept : removed) {
            if (kept.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /** A browser ignores X-Frame-Options where the policy speaks of frames, so what the application says goes there too. */
    private void alignFrames(String name, @Nullable String value) {
        if (!name.equalsIgnoreCase(SecurityHeaders.FRAME_OPTIONS) || !"SAMEORIGIN".equalsIgnoreCase(value)) {
            return;
        }
        for (String policy : List.of(SecurityHeaders.CSP, SecurityHeaders.CSP_REPORT_ONLY)) {
            if (ours.contains(policy)) {
                @Nullable String sent = super.getHeader(policy);
                super.setHeader(
                        policy,
                        sent == null ? null : sent.replace(SecurityHeaders.NO_FRAMES, SecurityHeaders.OWN_FRAMES));
            }
        }
    }
}
