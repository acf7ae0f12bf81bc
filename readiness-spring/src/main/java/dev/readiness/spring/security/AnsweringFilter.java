package dev.readiness.spring.security;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.ui.DefaultLoginPageGeneratingFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.ReflectionUtils;

/**
 * A filter of Spring Security that answers requests itself: a login, a logout, an endpoint of OAuth 2.
 *
 * <p>Filters are known by name, because the modules that bring them need not be there, and their paths are read from the
 * matchers that they really ask.
 *
 * @param filter the filter
 */
record AnsweringFilter(Filter filter) {

    private static final List<String> NAMES = List.of(
            "LogoutFilter",
            "GenerateOneTimeTokenFilter",
            "DefaultOneTimeTokenSubmitPageGeneratingFilter",
            "DefaultLogoutPageGeneratingFilter",
            "DefaultResourcesFilter",
            "SwitchUserFilter",
            "OAuth2AuthorizationRequestRedirectFilter",
            "OidcBackChannelLogoutFilter",
            "Saml2WebSsoAuthenticationRequestFilter",
            "Saml2MetadataFilter",
            "Saml2LogoutRequestFilter",
            "Saml2LogoutResponseFilter",
            "PublicKeyCredentialCreationOptionsFilter",
            "PublicKeyCredentialRequestOptionsFilter",
            "WebAuthnRegistrationFilter");

    private static final String SPRING_SECURITY = "org.springframework.security.";

    private static final int DEEP_ENOUGH = 2;

    /** Returns whether {@code filter} is one that answers. */
    static boolean is(Filter filter) {
        String name = filter.getClass().getSimpleName();
        return filter instanceof AbstractAuthenticationProcessingFilter
                || filter instanceof DefaultLoginPageGeneratingFilter
                || (filter.getClass().getName().startsWith(SPRING_SECURITY)
                        && (NAMES.contains(name) || name.endsWith("EndpointFilter")));
    }

    String name() {
        return filter.getClass().getSimpleName();
    }

    /** Returns whether this filter answers {@code request} instead of passing it on; one for all paths only looks at it. */
    boolean answers(HttpServletRequest request) {
        return filter instanceof DefaultLoginPageGeneratingFilter
                ? paths().contains(new AnsweredPath(request.getMethod(), pathOf(request)))
                : matchers().anyMatch(matcher -> isAnswered(matcher) && matcher.matches(request));
    }

    private static String pathOf(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    private static boolean isAnswered(RequestMatcher matcher) {
        List<AnsweredPath> paths = AnsweredPath.of(matcher);
        return !paths.isEmpty() && paths.stream().noneMatch(AnsweredPath::isEverything);
    }

    /** Returns the paths that this filter answers, as far as they can be read. */
    List<AnsweredPath> paths() {
        if (filter instanceof DefaultLoginPageGeneratingFilter page) {
            String url = page.getLoginPageUrl();
            return url == null ? List.of() : List.of(new AnsweredPath("GET", url));
        }
        return matchers()
                .filter(AnsweringFilter::isAnswered)
                .flatMap(matcher -> AnsweredPath.of(matcher).stream())
                .distinct()
                .toList();
    }

    private Stream<RequestMatcher> matchers() {
        List<RequestMatcher> found = new ArrayList<>();
        collect(filter, DEEP_ENOUGH, found);
        return found.stream().distinct();
    }

    /** The matcher may belong to a resolver or converter that the filter asks. */
    private static void collect(Object owner, int depth, List<RequestMatcher> found) {
        ReflectionUtils.doWithFields(
                owner.getClass(),
                field -> collect(field, owner, depth, found),
                field -> !Modifier.isStatic(field.getModifiers())
                        && field.getDeclaringClass().getName().startsWith(SPRING_SECURITY));
    }

    private static void collect(Field field, Object owner, int depth, List<RequestMatcher> found) {
        boolean matcher = RequestMatcher.class.isAssignableFrom(field.getType());
        boolean resolver = depth > 1 && field.getType().getName().endsWith("Resolver");
        if (!matcher && !resolver) {
            return;
        }
        ReflectionUtils.makeAccessible(field);
        Object value = ReflectionUtils.getField(field, owner);
        if (value instanceof RequestMatcher asked) {
            found.add(asked);
        } else if (value != null) {
            collect(Objects.requireNonNull(value), depth - 1, found);
        }
    }
}
