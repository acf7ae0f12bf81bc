package dev.readiness.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.ratelimit.AddressRanges;
import dev.readiness.ratelimit.ClientAddresses;
import dev.readiness.ratelimit.ForwardingHeader;
import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitKey;
import dev.readiness.ratelimit.RateLimitRule;
import dev.readiness.ratelimit.Route;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitFilterTests {

    private static final Route HELLO = Route.parse("GET /hello");

    @TempDir
    private File directory;

    private TomcatServer server;

    @AfterEach
    void stop() throws LifecycleException {
        server.close();
    }

    @Test
    void refusesWithAProblemDocument() throws Exception {
        start(byAddress(rule("2/1h")));
        get("/hello");
        get("/hello");

        HttpResponse<String> refused = get("/hello");

        String seconds = refused.headers().firstValue("Retry-After").orElseThrow();
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(refused.body())
                .isEqualTo("{\"type\":\"https://iana.org/assignments/http-problem-types#quota-exceeded\","
                        + "\"title\":\"Request rate exceeded\",\"status\":429,"
                        + "\"detail\":\"Try again in " + seconds + " s\",\"violated-policies\":[\"hello\"]}");
        assertThat(Integer.parseInt(seconds)).isBetween(1800, 1981);
        assertThat(refused.headers().firstValue("RateLimit")).hasValue("\"hello\";r=0;t=" + seconds);
    }

    @Test
    void tellsWhatIsLeft() throws Exception {
        start(byAddress(rule("30/1m")));

        HttpResponse<String> response = get("/hello");

        assertThat(response.body()).isEqualTo("hello");
        assertThat(response.headers().firstValue("RateLimit-Policy")).hasValue("\"hello\";q=30;w=60");
        assertThat(response.headers().firstValue("RateLimit")).hasValue("\"hello\";r=29;t=2");
        assertThat(response.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void namesEachOfSeveralLimits() throws Exception {
        start(byAddress(rule("9/1h", "1/1m")));
        get("/hello");

        HttpResponse<String> refused = get("/hello");

        assertThat(refused.headers().firstValue("RateLimit-Policy"))
                .hasValue("\"hello-9-1h\";q=9;w=3600, \"hello-1-1m\";q=1;w=60");
        assertThat(refused.body()).contains("\"violated-policies\":[\"hello-1-1m\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%68ello", "//hello", "/hello;x=1", "/hello/"})
    void noSpellingOfThePathWalksPastTheLimit(String path) throws Exception {
        start(byAddress(rule("1/1h")));
        get("/hello");

        assertThat(get(path).statusCode()).isEqualTo(429);
    }

    @Test
    void leavesOtherRoutesAlone() throws Exception {
        start(byAddress(rule("1/1h")));
        get("/hello");

        HttpResponse<String> other = get("/other");

        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.headers().firstValue("RateLimit")).isEmpty();
    }

    @Test
    void aRuleThatObservesRefusesNobodyAndSaysNothing() throws Exception {
        RateLimitRule rule = new RateLimitRule(
                "hello",
                List.of(HELLO),
                RateLimitKey.CLIENT_ADDRESS,
                List.of(RateLimit.parse("1/1h")),
                RateLimitRule.Mode.OBSERVE);
        start(byAddress(rule));
        get("/hello");

        HttpResponse<String> second = get("/hello");

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().map()).doesNotContainKeys("ratelimit", "ratelimit-policy", "retry-after");
    }

    @Test
    void eachPositionAppliesItsOwnRulesOnly() throws Exception {
        InboundRateLimits limits = InboundRateLimits.inMemory(List.of(rule("1/1h")));
        start(RateLimitFilter.byIdentity(limits, RateLimitFilter.byPath(limits), ClientAddresses.ofPeers()));
        get("/hello");

        assertThat(get("/hello").statusCode()).isEqualTo(200);
    }

    @Test
    void countsByTheHeaderThatTheRuleNames() throws Exception {
        InboundRateLimits limits = InboundRateLimits.inMemory(List.of(RateLimitRule.of(
                "hello", List.of(HELLO), RateLimitKey.parse("header:X-Api-Key"), RateLimit.parse("1/1h"))));
        start(RateLimitFilter.byIdentity(limits, RateLimitFilter.byPath(limits), ClientAddresses.ofPeers()));
        get("/hello", "X-Api-Key", "one");

        assertThat(get("/hello", "X-Api-Key", "one").statusCode()).isEqualTo(429);
        assertThat(get("/hello", "X-Api-Key", "two").statusCode()).isEqualTo(200);
    }

    @Test
    void aForwardedAddressOfAnUntrustedPeerBuysNothing() throws Exception {
        start(byAddress(rule("1/1h")));
        get("/hello", "X-Forwarded-For", "198.51.100.1");

        assertThat(get("/hello", "X-Forwarded-For", "198.51.100.2").statusCode())
                .isEqualTo(429);
    }

    @Test
    void clientsBehindATrustedProxyAreToldApart() throws Exception {
        InboundRateLimits limits = InboundRateLimits.inMemory(List.of(rule("1/1h")));
        ClientAddresses addresses = ClientAddresses.behind(List.of("127.0.0.0/8"), ForwardingHeader.X_FORWARDED_FOR);
        start(RateLimitFilter.byAddress(limits, RateLimitFilter.byPath(limits), addresses));
        get("/hello", "X-Forwarded-For", "198.51.100.1");

        assertThat(get("/hello", "X-Forwarded-For", "198.51.100.2").statusCode())
                .isEqualTo(200);
        assertThat(get("/hello", "X-Forwarded-For", "203.0.113.5, 198.51.100.1").statusCode())
                .isEqualTo(429);
    }

    @Test
    void countsTwiceNothingThatComesToTheFilterTwice() throws Exception {
        Filter filter = byAddress(rule("3/1h"));
        start((request, response, chain) ->
                filter.doFilter(request, response, (again, answer) -> filter.doFilter(again, answer, chain)));

        assertThat(get("/hello").headers().firstValue("RateLimit"))
                .hasValueSatisfying(state -> assertThat(state).startsWith("\"hello\";r=2;"));
    }

    @Test
    void seesThatAHeaderOfAProxyComesThatNobodyIsTrustedToWrite() throws Exception {
        InboundRateLimits limits = InboundRateLimits.inMemory(List.of(rule("3/1h")));
        RateLimitFilterSettings settings = RateLimitFilterSettings.of(ClientAddresses.ofPeers());
        start(RateLimitFilter.byAddress(limits, RateLimitFilter.byPath(limits), settings));
        get("/hello");
        get("/hello", "Forwarded", "for=198.51.100.1");

        assertThat(settings.observations().requests()).isEqualTo(2);
        assertThat(settings.observations().forwarded()).isEqualTo(1);
    }

    @Test
    void tellsNoLimitsWhereNobodyMayKnowThem() throws Exception {
        start(withSettings(
                RateLimitFilterSettings.of(ClientAddresses.ofPeers()).withFields(RateLimitFilterSettings.Fields.NONE)));
        get("/hello");

        HttpResponse<String> refused = get("/hello");

        assertThat(refused.headers().map()).doesNotContainKeys("ratelimit", "ratelimit-policy");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void doesNotCountWhoIsAllowed() throws Exception {
        start(withSettings(lists(List.of("127.0.0.0/8"), List.of())));
        get("/hello");

        assertThat(get("/hello").statusCode()).isEqualTo(200);
    }

    @Test
    void keepsOutWhoIsBlocked() throws Exception {
        start(withSettings(lists(List.of("127.0.0.1"), List.of("127.0.0.0/8"))));

        assertThat(get("/other").statusCode()).isEqualTo(403);
    }

    private static RateLimitFilterSettings lists(List<String> allowed, List<String> blocked) {
        return RateLimitFilterSettings.of(ClientAddresses.ofPeers())
                .withLists(AddressRanges.of(allowed), AddressRanges.of(blocked));
    }

    private static RateLimitFilter withSettings(RateLimitFilterSettings settings) {
        InboundRateLimits limits = InboundRateLimits.inMemory(List.of(rule("1/1h")));
        return RateLimitFilter.byAddress(limits, RateLimitFilter.byPath(limits), settings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",,,,,,,,",
                "for=",
                "for=\"",
                "for=\"[\"",
                "é",
                "[::1",
                "1.2.3.4.5.6",
                "for=_hidden;;;=;",
                "%00",
                ":"
            })
    void noForgedHeaderThrowsOrBuysAnything(String forged) throws Exception {
        InboundRateLimits limits = InboundRateLimits.inMemory(List.of(rule("1/1h")));
        start(RateLimitFilter.byAddress(
                limits,
                RateLimitFilter.byPath(limits),
                ClientAddresses.behind(List.of("127.0.0.0/8"), ForwardingHeader.FORWARDED)));
        get("/hello");

        assertThat(get("/hello", "Forwarded", forged, "Forwarded", "," + forged.repeat(300))
                        .statusCode())
                .isEqualTo(429);
    }

    @Test
    void doesNotCountADryRun() throws Exception {
        Filter filter = byAddress(rule("1/1h"));
        start((request, response, chain) -> {
            request.setAttribute(RateLimitFilter.DRY_RUN, true);
            filter.doFilter(request, response, chain);
        });
        get("/hello");

        HttpResponse<String> second = get("/hello");

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().firstValue("RateLimit")).isEmpty();
    }

    @Test
    void doesNotCountAPreflight() throws Exception {
        InboundRateLimits limits = InboundRateLimits.inMemory(List.of(RateLimitRule.of(
                "hello", List.of(Route.parse("/hello")), RateLimitKey.CLIENT_ADDRESS, RateLimit.parse("1/1h"))));
        start(RateLimitFilter.byAddress(limits, RateLimitFilter.byPath(limits), ClientAddresses.ofPeers()));
        HttpRequest preflight = HttpRequest.newBuilder(server.uri("/hello"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "GET")
                .build();
        HttpClient.newHttpClient().send(preflight, BodyHandlers.discarding());

        assertThat(get("/hello").statusCode()).isEqualTo(200);
    }

    private void start(Filter filter) throws LifecycleException {
        server = TomcatServer.start(directory, filter, new HelloServlet());
    }

    private static RateLimitFilter byAddress(RateLimitRule rule) {
        InboundRateLimits limits = InboundRateLimits.inMemory(List.of(rule));
        return RateLimitFilter.byAddress(limits, RateLimitFilter.byPath(limits), ClientAddresses.ofPeers());
    }

    private static RateLimitRule rule(String... limits) {
        return RateLimitRule.of(
                "hello",
                List.of(HELLO),
                RateLimitKey.CLIENT_ADDRESS,
                List.of(limits).stream().map(RateLimit::parse).toArray(RateLimit[]::new));
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static final class HelloServlet extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("hello");
        }
    }
}
