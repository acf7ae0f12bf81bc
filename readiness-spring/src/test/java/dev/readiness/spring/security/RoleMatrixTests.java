package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.AccessMatrix;
import dev.readiness.assessment.AccessMatrix.Cell;
import dev.readiness.assessment.Endpoint;
import dev.readiness.spring.assessment.HardeningReport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** Compares each cell of the matrix with what a real client gets who logs in as somebody of that role. */
@SpringBootTest(classes = PlantedRoles.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class RoleMatrixTests {

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private HardeningReport report;

    @Test
    void namesTheAuthoritiesThatAnyRuleNames() {
        assertThat(matrix().callers())
                .containsExactly(
                        "nobody",
                        "any user",
                        "ROLE_ADMIN",
                        "ROLE_AUDITOR",
                        "ROLE_CHIEF",
                        "ROLE_CLERK",
                        "ROLE_OWNER",
                        "ROLE_TESTER",
                        "SCOPE_rooms:read",
                        "SCOPE_rooms:write");
    }

    @Test
    void agreesWithARealClientInEachCellThatIsKnown() {
        List<String> seen = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (AccessMatrix.Row row : own()) {
            for (int caller = 0; caller < row.cells().size(); caller++) {
                Cell cell = row.cells().get(caller);
                String place = row.endpoint().id() + " as " + matrix().callers().get(caller) + ": " + cell;
                if (cell != Cell.UNKNOWN) {
                    seen.add(place);
                }
                if (cell != Cell.UNKNOWN
                        && (cell == Cell.ALLOWED)
                                != isReached(row.endpoint(), matrix().callers().get(caller))) {
                    wrong.add(place);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(seen).hasSizeGreaterThan(200);
    }

    @Test
    @Tag("boot4") // a lambda of this class is no rule of Spring Security 6, whose matchers call themselves otherwise
    void saysUnknownWhereMoreThanAuthoritiesDecide() {
        assertThat(own().stream()
                        .filter(row -> !row.why().isEmpty())
                        .map(row -> row.endpoint().path() + ": " + row.why()))
                .containsExactlyInAnyOrder(
                        "/custom/lambda: it is decided by a lambda of PlantedRoles.Application, which may look at more"
                                + " than authorities",
                        "/custom/expression: it is decided by hasRole('ADMIN') and request.method == 'PUT', which may look at"
                                + " more than authorities",
                        "/custom/network: it is decided by hasIpAddress('192.0.2.0/24'), which may look at more than authorities",
                        "/by-header: its rules refuse a caller without credentials, but a request that fits"
                                + " And [PathPattern [/by-header], RequestHeaderRequestMatcher [expectedHeaderName=X-Open,"
                                + " expectedHeaderValue=null]] may get in",
                        "/by-address: its rules refuse a caller without credentials, but a request that fits And"
                                + " [PathPattern [/by-address], IpAddress [192.0.2.0/24]] may get in",
                        "/method/own/{id}: method security decides by the arguments or the result of the call",
                        "/method/bean: it is decided by @desk.isOpen(), which may look at more than authorities",
                        "/method/result: method security decides by the arguments or the result of the call",
                        "/filtered/first: TokenFilter answers before any rule is asked",
                        "/behind/second: OnlyClerks stands behind the rules");
    }

    @Test
    void whatIsUnknownIsNeverCalledRefused() {
        AccessMatrix.Row byHeader = row("/by-header");

        assertThat(byHeader.cells()).doesNotContain(Cell.DENIED);
        assertThat(row("/custom/lambda").cells().subList(1, 4)).containsOnly(Cell.UNKNOWN);
    }

    @Test
    void asksOnBehalfOfNobodyWhoAFilterWouldSee() {
        PlantedRoles.OnlyClerks.SEEN.clear();

        report.refresh();

        assertThat(PlantedRoles.OnlyClerks.SEEN).doesNotContain("readiness-dry-run");
    }

    private AccessMatrix matrix() {
        return report.assessment().access();
    }

    private List<AccessMatrix.Row> own() {
        return matrix().only(Endpoint::isApplication).rows();
    }

    private AccessMatrix.Row row(String path) {
        return own().stream()
                .filter(row -> row.endpoint().path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private boolean isReached(Endpoint endpoint, String caller) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + endpoint.path().replaceAll("\\{[^}]*}", "1")))
                .method(endpoint.method(), BodyPublishers.noBody());
        if (!caller.equals("nobody")) {
            String credentials = caller.replaceAll("[^A-Za-z_]", "-") + ":" + PlantedRoles.PASSWORD;
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        try {
            return HttpClient.newHttpClient()
                    .send(request.build(), BodyHandlers.ofString())
                    .body()
                    .contains(PlantedRoles.REACHED);
        } catch (IOException | InterruptedException ex) {
            throw new AssertionError(ex);
        }
    }
}
