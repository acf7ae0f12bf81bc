package dev.readiness.spring.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.scaling.Admission;
import dev.readiness.scaling.LoadShedder;
import dev.readiness.spring.RunningApplication;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class LoadSheddingTests {

    private static RunningApplication application;

    private final List<Admission> others = new ArrayList<>();

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                SecuredApplication.class,
                "readiness.scaling.shedding.enabled=true",
                "readiness.scaling.shedding.max-concurrent=8",
                "readiness.scaling.shedding.never=/status",
                "readiness.slices.booking=GET /bookings/{id},POST /bookings",
                "management.endpoint.health.probes.add-additional-paths=true",
                "management.endpoint.health.probes.enabled=true");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @AfterEach
    void leave() {
        others.forEach(Admission::close);
    }

    @Test
    void refusesBeforeAnybodyAsksWhoItIs() {
        assertThat(application.get("/orders").statusCode()).isEqualTo(401);
        fill(LoadShedder.REST);

        HttpResponse<String> refused = application.get("/orders");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 2L);
        assertThat(refused.body()).contains("urn:problem-type:readiness:overloaded");
    }

    @Test
    void eachSliceHasALimitOfItsOwn() {
        fill("booking");

        assertThat(application.get("/bookings/7").statusCode()).isEqualTo(503);
        assertThat(application
                        .send("HEAD", "/bookings/7", BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(503);
        assertThat(application.get("/bookings").statusCode()).isEqualTo(401);
        assertThat(application.get("/orders").statusCode()).isEqualTo(401);
    }

    @Test
    void probesAndWhatIsNamedAreNeverRefused() {
        fill(LoadShedder.REST);

        assertThat(application.get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(application.get("/livez").statusCode()).isEqualTo(200);
        assertThat(application.get("/status").body()).isEqualTo("fine");
    }

    @Test
    void noSpellingOfThePathWalksPastTheLimit() {
        fill(LoadShedder.REST);

        assertThat(application.get("/actuator/../orders").statusCode()).isEqualTo(503);
        assertThat(application.get("/status;x=1").statusCode()).isEqualTo(503);
    }

    @Test
    void aRequestThatFailsIsCountedOnceAndGivesItsPlaceBack() {
        LoadShedder shedder = application.context().getBean(LoadShedder.class);
        long before = admitted(shedder);

        assertThat(application.get("/status/fail").statusCode()).isEqualTo(500);

        assertThat(admitted(shedder)).isEqualTo(before + 1);
        Awaitility.await()
                .untilAsserted(() -> assertThat(shedder.states())
                        .allSatisfy(state -> assertThat(state.inFlight()).isZero()));
    }

    @Test
    void metersHaveOneTagForEachSlice() {
        MeterRegistry registry = application.context().getBean(MeterRegistry.class);

        assertThat(registry.get("readiness.scaling.concurrency.limit").gauges())
                .extracting(gauge -> gauge.getId().getTag("slice"))
                .containsExactlyInAnyOrder("booking", "unowned");
    }

    private static long admitted(LoadShedder shedder) {
        return shedder.states().stream().mapToLong(LoadShedder.State::admitted).sum();
    }

    private void fill(String slice) {
        LoadShedder shedder = application.context().getBean(LoadShedder.class);
        for (var place = shedder.admit(slice); place.isPresent(); place = shedder.admit(slice)) {
            others.add(place.get());
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(StatusController.class)
    static class SecuredApplication {

        @Bean
        SecurityFilterChain security(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                    "/actuator/**", "/livez", "/status", "/status/*", "/error")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    @RestController
    static class StatusController {

        @GetMapping("/status")
        String status() {
            return "fine";
        }

        @GetMapping("/status/fail")
        String fail() {
            throw new IllegalStateException("planned");
        }
    }
}
