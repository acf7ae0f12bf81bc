package dev.readiness.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityHeadersFilterTests {

    private static final String CSP = "Content-Security-Policy";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private File directory;

    @Test
    void anAnswerThatSetsNothingHasThemAll() throws Exception {
        HttpResponse<String> response = answer(SecurityHeaders.strict(), (request, answer) -> {});

        assertThat(response.headers().firstValue(CSP)).get().asString().startsWith("default-src 'none'; script-src");
        assertThat(response.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Referrer-Policy")).contains("strict-origin-when-cross-origin");
        assertThat(response.headers().firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
        assertThat(response.headers().firstValue("Cross-Origin-Resource-Policy"))
                .contains("same-origin");
        assertThat(response.headers().firstValue("Permissions-Policy"))
                .get()
                .asString()
                .contains("camera=()");
    }

    @Test
    void anUnencryptedAnswerDoesNotInsistOnEncryption() throws Exception {
        assertThat(answer(SecurityHeaders.strict(), (request, answer) -> {})
                        .headers()
                        .firstValue("Strict-Transport-Security"))
                .isEmpty();
    }

    @Test
    void eachRequestHasANonceOfItsOwnWhichThePolicyNames() throws Exception {
        Answer page = (request, answer) -> answer.getWriter().print(request.getAttribute("cspNonce"));

        HttpResponse<String> first = answer(SecurityHeaders.strict(), page);
        HttpResponse<String> second = answer(SecurityHeaders.strict(), page);

        assertThat(first.body()).hasSize(22).isNotEqualTo(second.body());
        assertThat(first.headers().firstValue(CSP)).get().asString().contains("'nonce-" + first.body() + "'");
    }

    @Test
    void whatTheApplicationSetsStays() throws Exception {
        HttpResponse<String> response = answer(SecurityHeaders.strict(), (request, answer) -> {
            answer.setHeader("content-security-policy", "default-src 'self'");
            answer.addHeader("Referrer-Policy", "no-referrer");
            answer.addHeader("Permissions-Policy", "camera=(self)");
            answer.addHeader("Permissions-Policy", "usb=(self)");
        });

        assertThat(response.headers().allValues(CSP)).containsExactly("default-src 'self'");
        assertThat(response.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(response.headers().allValues("Permissions-Policy")).containsExactly("camera=(self)", "usb=(self)");
    }

    @Test
    void whoSetsAHeaderOnlyWhereThereIsNoneSetsIt() throws Exception {
        HttpResponse<String> response = answer(SecurityHeaders.strict(), (request, answer) -> {
            assertThat(answer.getHeaderNames()).doesNotContain("X-Frame-Options");
            assertThat(answer.getHeaders("X-Frame-Options")).isEmpty();
            if (!answer.containsHeader("X-Frame-Options") && answer.getHeader("X-Frame-Options") == null) {
                answer.setHeader("X-Frame-Options", "SAMEORIGIN");
            }
        });

        assertThat(response.headers().allValues("X-Frame-Options")).containsExactly("SAMEORIGIN");
        assertThat(response.headers().firstValue(CSP)).get().asString().contains("frame-ancestors 'self'");
    }

    @Test
    void anAnswerThatBeginsAgainHasThemAgain() throws Exception {
        HttpResponse<String> response = answer(SecurityHeaders.strict(), (request, answer) -> {
            answer.setHeader("Referrer-Policy", "unsafe-url");
            answer.reset();
        });

        assertThat(response.headers().allValues("Referrer-Policy")).containsExactly("strict-origin-when-cross-origin");
        assertThat(response.headers().allValues(CSP)).hasSize(1);
    }

    @Test
    void errorsAndLargeAnswersHaveThemToo() throws Exception {
        HttpResponse<String> refused =
                answer(SecurityHeaders.strict(), (request, answer) -> answer.sendError(404, "not here"));
        HttpResponse<String> large = answer(SecurityHeaders.strict(), (request, answer) -> {
            answer.getOutputStream().write(new byte[100_000]);
            answer.flushBuffer();
        });

        assertThat(List.of(refused, large))
                .allSatisfy(response ->
                        assertThat(response.headers().allValues(CSP)).hasSize(1));
    }

    @Test
    void theNameOfTheServerIsKeptBack() throws Exception {
        HttpResponse<String> response = answer(SecurityHeaders.strict(), (request, answer) -> {
            answer.setHeader("X-Powered-By", "Clinic 1.0");
            answer.addHeader("server", "Clinic");
        });

        assertThat(response.headers().map()).doesNotContainKeys("x-powered-by", "server");
    }

    @Test
    void reportOnlyStopsNothing() throws Exception {
        HttpResponse<String> response =
                answer(SecurityHeaders.reportOnly().reportingTo("/csp-reports"), (request, answer) -> {});

        assertThat(response.headers().firstValue("Content-Security-Policy-Report-Only"))
                .get()
                .asString()
                .endsWith("; report-uri /csp-reports");
        assertThat(response.headers().map())
                .doesNotContainKeys(
                        "content-security-policy",
                        "x-frame-options",
                        "cross-origin-opener-policy",
                        "cross-origin-resource-policy",
                        "permissions-policy",
                        "strict-transport-security");
    }

    @Test
    void singleHeadersCanBeChangedAndLeftOut() throws Exception {
        SecurityHeaders headers = SecurityHeaders.strict()
                .with("x-frame-options", "SAMEORIGIN")
                .without("Permissions-policy")
                .without("x-powered-by");

        HttpResponse<String> response =
                answer(headers, (request, answer) -> answer.setHeader("X-Powered-By", "Clinic 1.0"));

        assertThat(response.headers().allValues("X-Frame-Options")).containsExactly("SAMEORIGIN");
        assertThat(response.headers().firstValue("Permissions-Policy")).isEmpty();
        assertThat(response.headers().firstValue("X-Powered-By")).contains("Clinic 1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: b=c", "ümlaut", "script-src 'nonce-{nonc}'", "script-src 'nonce-{nonce'"})
    void aValueThatCannotBeSentIsRefused(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecurityHeaders.strict().with(CSP, value))
                .withMessageContaining(CSP);
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecurityHeaders.strict().with("Content Security", "x"))
                .withMessageContaining("Content Security");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecurityHeaders.strict().reportingTo("/a; script-src *"))
                .withMessageContaining("/a; script-src *");
    }

    private HttpResponse<String> answer(SecurityHeaders headers, Answer answer) throws Exception {
        HttpServlet servlet = new HttpServlet() {
            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                answer.to(request, response);
            }
        };
        try (TomcatServer server = TomcatServer.start(directory, new SecurityHeadersFilter(headers), servlet)) {
            return CLIENT.send(HttpRequest.newBuilder(server.uri("/")).build(), BodyHandlers.ofString());
        }
    }

    private interface Answer {
        void to(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }
}
