package dev.readiness.spring.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.RunningApplication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Asks a real server for one handler in hundreds of ways, with nothing in between that would refuse the strange ones. */
class PathSpellingTests {

    private static final List<String> BEFORE = List.of(
            "/",
            "//",
            "///",
            "/./",
            "/%2e/",
            "/;/",
            "/;a=b/",
            "/x/../",
            "/x/%2e%2e/",
            "/x/%2E./",
            "/..;/",
            "/%2f",
            "/\\",
            "/%5c",
            "/a/b/../../");

    private static final List<String> WORDS = List.of("hello", "%68ello", "%2568ello", "Hello");

    private static final List<String> AFTER = List.of(
            "",
            "/",
            "//",
            ";",
            ";x=1",
            ";x=1;y=2",
            ";jsessionid=1",
            "/;x",
            "?x=1",
            "?",
            "?/../x",
            "/.",
            "/./",
            "/x/..",
            "/..;/hello",
            "%20",
            "%09",
            "%00",
            ".json",
            ".",
            "%2f",
            "%3b",
            "%3fx",
            "#x",
            "%23x",
            "%e2%80%8b");

    @ParameterizedTest
    @CsvSource({"'',''", "/app,/api"})
    void noSpellingThatReachesTheHandlerGoesUncounted(String context, String servlet) throws IOException {
        try (RunningApplication application = start(
                SpelledApplication.class,
                "server.servlet.context-path=" + context,
                "spring.mvc.servlet.path=" + (servlet.isEmpty() ? "/" : servlet),
                "server.tomcat.relaxed-path-chars=\\,[,],{,},|,^")) {
            assertThatEachThatReachesTheHandlerIsCounted(application, context + servlet, 50);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/app"})
    void noSpellingThatReachesAReactiveHandlerGoesUncounted(String basePath) throws IOException {
        try (RunningApplication application = start(
                ReactiveSpelledApplication.class,
                "spring.main.web-application-type=reactive",
                "spring.webflux.base-path=" + basePath)) {
            assertThatEachThatReachesTheHandlerIsCounted(application, basePath, 40);
        }
    }

    private static void assertThatEachThatReachesTheHandlerIsCounted(
            RunningApplication application, String prefix, int atLeast) throws IOException {
        AtomicInteger handled = application.context().getBean(HelloController.class).handled;
        int reached = 0;
        Set<String> spellings = spellings(prefix);
        for (String spelling : spellings) {
            for (String method : List.of("GET", "HEAD")) {
                int before = handled.get();
                String head = ask(application.port(), method + " " + spelling);
                if (handled.get() == before) {
                    break; // HEAD is routed as GET is
                }
                reached++;
                assertThat(head).as(method + " " + spelling).contains("RateLimit: \"hello\"");
            }
        }

        assertThat(spellings).hasSizeGreaterThan(1500);
        assertThat(reached).isGreaterThan(atLeast);
    }

    private static Set<String> spellings(String prefix) {
        Set<String> spellings = new LinkedHashSet<>();
        for (String before : BEFORE) {
            for (String word : WORDS) {
                for (String after : AFTER) {
                    spellings.add(prefix + before + word + after);
                }
            }
        }
        IntStream.range(0, 1 << "hello".length()).forEach(bits -> spellings.add(prefix + "/" + encoded("hello", bits)));
        spellings.add("http://127.0.0.1" + prefix + "/hello");
        return spellings;
    }

    private static String encoded(String word, int bits) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            text.append((bits >> i & 1) == 0 ? String.valueOf(c) : "%%%02x".formatted((int) c));
        }
        return text.toString();
    }

    /** Sends what no client library would, and returns all that comes back. */
    private static String ask(int port, String line) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write((line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static RunningApplication start(Class<?> type, String... properties) {
        return RunningApplication.start(
                type,
                Stream.concat(
                                Stream.of(properties),
                                Stream.of(
                                        "readiness.assessment.enabled=false",
                                        "readiness.rate-limit.rules.hello.routes=GET /hello",
                                        "readiness.rate-limit.rules.hello.limits=1000000/1h",
                                        "readiness.rate-limit.rules.hello.key=client-address"))
                        .toArray(String[]::new));
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(HelloController.class)
    static class SpelledApplication {

        @Bean
        SecurityFilterChain everybody(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }

        @Bean
        HttpFirewall nothingIsTooStrange() {
            return new HttpFirewall() {
                @Override
                public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
                    return new FirewalledRequest(request) {
                        @Override
                        public void reset() {}
                    };
                }

                @Override
                public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
                    return response;
                }
            };
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(HelloController.class)
    static class ReactiveSpelledApplication {

        @Bean
        SecurityWebFilterChain everybody(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .build();
        }

        @Bean
        ServerWebExchangeFirewall nothingIsTooStrange() {
            return ServerWebExchangeFirewall.INSECURE_NOOP;
        }
    }

    @RestController
    static class HelloController {

        final AtomicInteger handled = new AtomicInteger();

        @GetMapping("/hello")
        String hello() {
            handled.incrementAndGet();
            return "hello";
        }
    }
}
