package dev.readiness.spring.validation;

import dev.readiness.validation.constraints.SafeText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes a form of ten fields as JSON. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(FormApplication.Forms.class)
class FormApplication {

    static final String VALID = "{\"name\":\"Ada Lovelace\",\"mail\":\"ada@example.org\",\"phone\":\"+4930123456\","
            + "\"street\":\"Under the Elms 12\",\"city\":\"Elmstead\",\"country\":\"DE\",\"remark\":\"Please ring twice\","
            + "\"guests\":2,\"price\":199.50,\"day\":\"2031-05-17\"}";

    static final String ONE_WRONG = VALID.replace("\"guests\":2", "\"guests\":0");

    static final String ALL_WRONG = "{\"name\":\"\",\"mail\":\"ada\",\"phone\":\"none\",\"street\":\"\",\"city\":\"\","
            + "\"country\":\"Germany\",\"remark\":\"" + "x".repeat(201)
            + "\",\"guests\":0,\"price\":-1.50,\"day\":null}";

    static final String MALFORMED = VALID.substring(0, VALID.length() - 1) + ",";

    /** As an application has it without the library. */
    record Plain(
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Email @Size(max = 100) String mail,
            @NotNull @Pattern(regexp = "\\+[0-9]{5,15}") String phone,
            @NotBlank @Size(max = 100) String street,
            @NotBlank @Size(max = 100) String city,
            @NotNull @Size(min = 2, max = 2) String country,
            @Size(max = 200) String remark,
            @Min(1) @Max(20) int guests,
            @NotNull @Positive BigDecimal price,
            @NotNull LocalDate day) {}

    /** The same, with a policy for its texts. */
    record Checked(
            @NotBlank @SafeText @Size(max = 100) String name,
            @NotBlank @SafeText @Email @Size(max = 100) String mail,
            @NotNull @Pattern(regexp = "\\+[0-9]{5,15}") String phone,
            @NotBlank @SafeText @Size(max = 100) String street,
            @NotBlank @SafeText @Size(max = 100) String city,
            @NotNull @SafeText @Size(min = 2, max = 2) String country,
            @SafeText(multiline = true) @Size(max = 200) String remark,
            @Min(1) @Max(20) int guests,
            @NotNull @Positive BigDecimal price,
            @NotNull LocalDate day) {}

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        return http.csrf(csrf -> csrf.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @RestController
    static class Forms {

        @PostMapping("/forms")
        String form(@Valid @RequestBody Checked form) {
            return form.name();
        }
    }
}
