package dev.readiness.spring.validation;

import dev.readiness.validation.NotFromRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Takes JSON, forms and files. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(UploadApplication.Uploads.class)
class UploadApplication {

    record Note(String text, BigDecimal amount, List<Object> more) {}

    record Loose(String text) {}

    /** A bean with setters. */
    static class Account {

        private String name = "";

        @NotFromRequest
        private String role = "user";

        private long id = 7;

        private List<Account> friends = new ArrayList<>();

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public String getRole() {
            return role;
        }

        public void setRole(String role) {
            this.role = role;
        }

        public long getId() {
            return id;
        }

        @NotFromRequest
        public void setId(long id) {
            this.id = id;
        }

        public List<Account> getFriends() {
            return friends;
        }

        public void setFriends(List<Account> friends) {
            this.friends = friends;
        }
    }

    record Purchase(
            String article,
            @NotFromRequest BigDecimal price,
            @NotFromRequest int discount) {}

    /** What callers write into a form; a range that ends before it begins is refused where it is made. */
    record Wish(List<String> tags, int from, int to) {

        Wish {
            if (to < from) {
                throw new IllegalArgumentException("S3cretRange");
            }
        }
    }

    record Measurement(double value, Float share, double[] values) {}

    record Offer(String article, @NotFromRequest BigDecimal price) {}

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        return http.csrf(csrf -> csrf.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    RouterFunction<ServerResponse> functions() {
        return RouterFunctions.route()
                .POST(
                        "/functions/accounts",
                        request -> ServerResponse.ok()
                                .body("opened " + request.bind(Account.class).getName()))
                .POST(
                        "/functions/notes",
                        request -> ServerResponse.ok()
                                .body("noted " + request.body(Note.class).text()))
                .POST(
                        "/functions/wishes",
                        request -> ServerResponse.ok()
                                .body("wished " + request.bind(Wish.class).tags()))
                .POST(
                        "/functions/parts",
                        request -> ServerResponse.ok()
                                .body("took " + request.multipartData().size()))
                .build();
    }

    @RestController
    static class Uploads {

        private final ApplicationContext application;

        Uploads(ApplicationContext application) {
            this.application = application;
        }

        @PostMapping("/notes")
        String note(@RequestBody Note note) {
            return "noted " + note.text();
        }

        @PostMapping("/loose")
        String loose(@RequestBody Loose note) {
            return "noted " + note.text();
        }

        @PostMapping("/large/notes")
        String largeNote(@RequestBody Note note) {
            return "noted " + note.text().length();
        }

        @PostMapping("/forms")
        int form(@RequestParam Map<String, String> parameters) {
            return parameters.size();
        }

        @GetMapping("/queries")
        int query(@RequestParam Map<String, String> parameters) {
            return parameters.size();
        }

        @PostMapping("/files")
        String file(@RequestParam MultipartFile file) {
            return "kept " + file.getSize();
        }

        @PostMapping("/accounts")
        String account(@RequestBody Account account) {
            return account.getName() + " " + account.getRole() + " " + account.getId();
        }

        @PostMapping("/account-forms")
        String accountForm(@ModelAttribute Account account) {
            return account.getName() + " " + account.getRole() + " " + account.getId();
        }

        @PostMapping("/purchases")
        String purchase(@RequestBody Purchase purchase) {
            return purchase.article() + " " + purchase.price() + " " + purchase.discount();
        }

        @PostMapping("/offer-forms")
        String offerForm(Offer offer) {
            return offer.article() + " " + offer.price();
        }

        @PostMapping("/account-bodies")
        String accountBody(@RequestBody Account account, @RequestParam(defaultValue = "0") long id) {
            return account.getName() + " " + id;
        }

        @PostMapping("/wishes")
        String wish(Wish wish) {
            return "wished " + wish.tags();
        }

        @PostMapping("/measurements")
        String measurement(@RequestBody Measurement measurement) {
            return "measured " + measurement.value();
        }

        @GetMapping("/seen")
        String seen(@CookieValue String visits) {
            return "seen " + visits;
        }

        /** Fails as Spring's own readers do. */
        @GetMapping("/failures/{kind}")
        String fail(@PathVariable int kind) {
            return kind == 0 ? List.of("a").get(1) : String.valueOf(Integer.parseInt("S3cret"));
        }

        /** Reads what the application itself has stored. */
        @PostMapping("/stored")
        String stored() {
            Account account =
                    HostMapper.read(application, "{\"name\":\"ada\",\"role\":\"admin\",\"id\":3}", Account.class);
            return account.getName() + " " + account.getRole() + " " + account.getId();
        }
    }
}
