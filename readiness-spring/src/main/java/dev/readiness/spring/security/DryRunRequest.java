package dev.readiness.spring.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that nobody sent: no credentials, no session, no body, from an address that is reserved for documentation.
 *
 * <p>It stands in for a real one while the security filters are asked. What it cannot answer honestly it refuses with
 * {@link NotAnsweredException}. A session that a filter asks for is never one of the application.
 */
final class DryRunRequest extends HttpServletRequestWrapper {

    /** Attribute by which a filter can tell a dry run from a request. */
    static final String DRY_RUN = "dev.readiness.dry-run";

    private static final String REMOTE_ADDRESS = "203.0.113.9";

    private static final String HOST = "localhost";

    private final String method;

    private final String servletPrefix;

    private final String path;

    private final ServletContext servletContext;

    private final Map<String, Object> attributes = new HashMap<>(Map.of(DRY_RUN, true));

    private @Nullable HttpSession session;

    private final List<String> unanswered;

    /**
     * @param servletPrefix path under which the servlet is mapped, empty for the default servlet
     * @param path path below that
     */
    DryRunRequest(String method, String servletPrefix, String path, ServletContext servletContext) {
        this(method, servletPrefix, path, servletContext, new ArrayList<>());
    }

    private DryRunRequest(
            String method, String servletPrefix, String path, ServletContext servletContext, List<String> unanswered) {
        super(refusing(unanswered));
        this.method = method;
        this.servletPrefix = servletPrefix;
        this.path = path;
        this.servletContext = servletContext;
        this.unanswered = unanswered;
    }

    private static HttpServletRequest refusing(List<String> unanswered) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                DryRunRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> {
                    unanswered.add(called.getName());
                    throw new NotAnsweredException("HttpServletRequest." + called.getName());
                });
    }

    /** Returns the methods that were refused an answer, whatever the caller made of that. */
    List<String> unanswered() {
        return List.copyOf(unanswered);
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public String getRequestURI() {
        return getContextPath() + servletPrefix + path;
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer("https://" + HOST + getRequestURI());
    }

    @Override
    public String getContextPath() {
        return servletContext.getContextPath();
    }

    @Override
    public String getServletPath() {
        return servletPrefix.isEmpty() ? path : servletPrefix;
    }

    @Override
    public @Nullable String getPathInfo() {
        return servletPrefix.isEmpty() ? null : path;
    }

    @Override
    public HttpServletMapping getHttpServletMapping() {
        return new DryRunMapping(servletPrefix);
    }

    @Override
    public @Nullable String getPathTranslated() {
        return null;
    }

    @Override
    public @Nullable String getQueryString() {
        return null;
    }

    @Override
    public ServletContext getServletContext() {
        return servletContext;
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public String getProtocol() {
        return "HTTP/1.1";
    }

    @Override
    public String getScheme() {
        return "https";
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public String getServerName() {
        return HOST;
    }

    @Override
    public int getServerPort() {
        return 443;
    }

    @Override
    public String getLocalName() {
        return HOST;
    }

    @Override
    public int getLocalPort() {
        return 443;
    }

    @Override
    public String getRemoteAddr() {
        return REMOTE_ADDRESS;
    }

    @Override
    public String getRemoteHost() {
        return REMOTE_ADDRESS;
    }

    @Override
    public int getRemotePort() {
        return 49_152;
    }

    @Override
    public Locale getLocale() {
        return Locale.ROOT;
    }

    @Override
    public Enumeration<Locale> getLocales() {
        return Collections.enumeration(Collections.singleton(Locale.ROOT));
    }

    @Override
    public @Nullable String getHeader(String name) {
        return name.equalsIgnoreCase("Host") ? HOST : null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return name.equalsIgnoreCase("Host")
                ? Collections.enumeration(Collections.singleton(HOST))
                : Collections.emptyEnumeration();
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.singleton("Host"));
    }

    @Override
    public int getIntHeader(String name) {
        return -1;
    }

    @Override
    public long getDateHeader(String name) {
        return -1;
    }

    @Override
    public Cookie @Nullable [] getCookies() {
        return null;
    }

    @Override
    public @Nullable String getParameter(String name) {
        return null;
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return null;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.emptyEnumeration();
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Map.of();
    }

    @Override
    public @Nullable String getCharacterEncoding() {
        return null;
    }

    @Override
    public void setCharacterEncoding(String encoding) {}

    @Override
    public @Nullable String getContentType() {
        return null;
    }

    @Override
    public int getContentLength() {
        return -1;
    }

    @Override
    public long getContentLengthLong() {
        return -1;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return Collections.enumeration(attributes.keySet());
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            attributes.remove(name);
        } else {
            attributes.put(name, value);
        }
    }

    @Override
    public void removeAttribute(String name) {
        attributes.remove(name);
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        if (session == null && create) {
            session = new DryRunSession(servletContext);
        }
        return session;
    }

    @Override
    public HttpSession getSession() {
        return java.util.Objects.requireNonNull(getSession(true));
    }

    @Override
    public String changeSessionId() {
        return getSession().getId();
    }

    @Override
    public @Nullable String getRequestedSessionId() {
        return null;
    }

    @Override
    public boolean isRequestedSessionIdValid() {
        return false;
    }

    @Override
    public boolean isRequestedSessionIdFromCookie() {
        return false;
    }

    @Override
    public boolean isRequestedSessionIdFromURL() {
        return false;
    }

    @Override
    public @Nullable String getAuthType() {
        return null;
    }

    @Override
    public @Nullable String getRemoteUser() {
        return null;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return null;
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    @Override
    public boolean isAsyncSupported() {
        return false;
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }
}
