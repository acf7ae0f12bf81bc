package dev.readiness.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.test.JsonText.Raw;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.ResolvableType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

class HostileInputDrillTests {

    private static final String DRILL = "hostile input is refused without a failure > ";

    /** 300 broken documents; {@code -Pfuzz} fires 100,000. */
    private static final int MOST = Integer.getInteger("fuzz.requests", 300);

    @Test
    void aHardenedApplicationHolds() {
        DrillRun run = DrillRun.of(
                Parcels.class,
                drills -> drills.hostileInputs(MOST),
                "readiness.validation.problem-details=true",
                "readiness.validation.max-body-size=64KB",
                "readiness.validation.json.max-depth=20",
                "readiness.validation.json.max-tokens=2000",
                "readiness.validation.json.refuse-duplicate-keys=true");

        assertThat(run.of(DRILL, "")).isEqualTo("no such test");
        assertThat(hostile(run, "POST /parcels"))
                .containsOnlyKeys(
                        "beyond constraints", "hostile values", "odd documents", "broken documents", "broken framing")
                .allSatisfy((what, outcome) -> assertThat(outcome).as(what).isEqualTo("passed"));
    }

    @Test
    void findsWhatAPrototypeDoes() {
        DrillRun run = DrillRun.of(Parcels.class, drills -> drills.hostileInputs(50));

        assertThat(hostile(run, "POST /careless").get("hostile values"))
                .startsWith("failed: POST /careless: Hostile input is an error of the server instead of the client.")
                .contains("500");
        assertThat(hostile(run, "POST /unchecked").get("beyond constraints"))
                .startsWith("failed: POST /unchecked: A constraint at [")
                .contains("does not hold.", "@Valid");
        assertThat(hostile(run, "POST /talkative").get("broken documents")).contains("The answer shows");
        assertThat(hostile(run, "POST /parcels").get("broken framing"))
                .startsWith("failed: POST /parcels: A body that never ends is read for ever.");
    }

    @Test
    void isNotFiredUnlessItIsAskedFor() {
        assertThat(DrillRun.of(Parcels.class, drills -> drills).outcomes().keySet())
                .noneMatch(name -> name.startsWith(DRILL));
    }

    @Test
    void derivesADocumentThatItsConstraintsAccept() {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            Object document =
                    new ConstrainedType(factory.getValidator(), ResolvableType.forClass(Parcel.class)).document();

            assertThat(JsonText.write(document))
                    .isEqualTo("{\"recipient\":\"correct\",\"mail\":\"ada@example.com\",\"weight\":5,"
                            + "\"day\":\"2031-05-06\",\"items\":[{\"name\":\"correct\"}]}");
        }
    }

    @Test
    void derivesTheEdgesOfConstraints() {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            ConstrainedType type = new ConstrainedType(factory.getValidator(), ResolvableType.forClass(Parcel.class));

            assertThat(Edges.of(type.constraintsAt(List.of("weight"))).outside(new Raw("5")))
                    .extracting(Raw::text)
                    .containsExactly("4", "101");
            assertThat(Edges.of(type.constraintsAt(List.of("items", 0, "name"))).outside(Raw.string("a")))
                    .extracting(Raw::text)
                    .containsExactly("null", "\"\"", "\"" + "x".repeat(21) + "\"");
        }
    }

    @Test
    void makesAsManyBrokenDocumentsAsAskedForAndTheSameEachTime() {
        Object document = Map.of("a", Raw.string("b"));

        List<String> some = bodies(HostileInputs.broken(document, 20));
        List<String> many = bodies(HostileInputs.broken(document, 500));

        assertThat(some).hasSize(20);
        assertThat(many).hasSize(500).isEqualTo(bodies(HostileInputs.broken(document, 500)));
        assertThat(many)
                .contains("", "{\"a\":\"b\"", "\"a\":\"b\"}", "{{\"a\":\"b\"}")
                .contains(IntStream.range(0, 9)
                        .mapToObj("{\"a\":\"b\"}"::substring)
                        .map(rest -> "{\"a\":\"b\"}".substring(0, 9 - rest.length()))
                        .toArray(String[]::new));
    }

    @Test
    void keepsADocumentAsItIs() {
        String json = "{\"a\":[1.50,\"\\u0000\\ud800\\\"\\\\\",{}],\"b\":null,\"c\":[],\"d\":true}";

        Object document = JsonText.parse(json);

        assertThat(JsonText.write(document)).isEqualTo(json);
        assertThat(JsonText.places(document)).hasSize(7).contains(List.of("a", 1));
        assertThat(JsonText.write(JsonText.replace(document, List.of("a", 2), new Raw("NaN"))))
                .isEqualTo(json.replace("{}", "NaN"));
    }

    private static List<String> bodies(List<HostileInputs.Input> inputs) {
        return inputs.stream()
                .map(input -> new String(input.body(), StandardCharsets.ISO_8859_1))
                .toList();
    }

    private static Map<String, String> hostile(DrillRun run, String endpoint) {
        String prefix = DRILL + endpoint + ": ";
        return run.outcomes().entrySet().stream()
                .filter(outcome -> outcome.getKey().startsWith(prefix))
                .collect(Collectors.toMap(outcome -> outcome.getKey().substring(prefix.length()), Map.Entry::getValue));
    }

    record Item(@NotBlank @Size(max = 20) String name) {}

    record Parcel(
            @NotBlank @Size(min = 3, max = 7) String recipient,
            @Email @NotNull String mail,
            @Min(5) @Max(100) int weight,
            @NotNull LocalDate day,
            @Size(max = 5) List<@Valid Item> items) {}

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Parcels.Endpoints.class)
    static class Parcels {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.csrf(csrf -> csrf.disable())
                    .httpBasic(Customizer.withDefaults())
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return name -> User.withUsername("ada").password("{noop}test-only").build();
        }

        @RestController
        static class Endpoints {

            @PostMapping("/parcels")
            String send(@Valid @RequestBody Parcel parcel) {
                return "sent";
            }

            @PostMapping("/careless")
            int careless(@RequestBody Parcel parcel) {
                return parcel.recipient().length() + parcel.items().size();
            }

            @PostMapping("/unchecked")
            String unchecked(@RequestBody Parcel parcel) {
                return "sent";
            }

            @PostMapping("/talkative")
            ResponseEntity<String> talkative(@RequestBody Map<String, Object> parcel) {
                return ResponseEntity.ok("read by " + getClass().getName());
            }
        }
    }
}
