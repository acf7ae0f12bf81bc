package dev.readiness.spring.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonBackReference;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.readiness.assessment.Finding;
import dev.readiness.spring.RunningApplication;
import dev.readiness.spring.assessment.HardeningReport;
import dev.readiness.validation.NotFromRequest;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredTypeRulesTests {

    private RunningApplication application;

    private List<Finding> findings;

    @BeforeAll
    void start() {
        application = RunningApplication.start(Application.class);
        findings = application
                .context()
                .getBean(HardeningReport.class)
                .assessment()
                .findings();
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET /leaks/one", "GET /leaks/all", "GET /leaks/entity", "GET /leaks/page", "GET /leaks/maybe"})
    void anEntityWithAPasswordLeaksHoweverItIsWrapped(String endpoint) {
        assertThat(findingAt("validation.response-leaks", endpoint)).hasValueSatisfying(finding -> {
            assertThat(finding.result()).hasToString("FAIL");
            assertThat(finding.problem())
                    .contains("Account.passwordHash", "Account.resetToken")
                    .doesNotContain("pin", "passwordChanges", "name");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "GET /relations/book, Book.author.password",
        "GET /relations/shelf, Shelf.books.author.password",
        "GET /relations/session, Session.user.password",
        "GET /relations/wrapped, UserDto.password"
    })
    void aPasswordLeaksThroughWhatAnObjectRefersTo(String endpoint, String secret) {
        assertThat(findingAt("validation.response-leaks", endpoint)).hasValueSatisfying(finding -> {
            assertThat(finding.result()).hasToString("FAIL");
            assertThat(finding.problem()).contains(secret + ",");
        });
    }

    @ParameterizedTest
    @CsvSource({"GET /answers/filled", "GET /answers/copied", "GET /answers/unseen"})
    void aPropertyOfAnAnswerForEverythingLeaksWhereSomethingMaySetIt(String endpoint) {
        assertThat(findingAt("validation.response-leaks", endpoint))
                .hasValueSatisfying(finding -> assertThat(finding.problem()).contains("Answer.user.password,"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /answers/without", "GET /answers/built", "GET /answers/name"})
    void aPropertyThatNothingSetsDoesNotLeak(String endpoint) {
        assertThat(findingAt("validation.response-leaks", endpoint)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /login/entity", "POST /search/entity"})
    void anEntityThatIsOnlyAFormOfALoginOrASearchIsNotSpokenOf(String endpoint) {
        assertThat(findingAt("validation.mass-assignment", endpoint)).isEmpty();
    }

    @Test
    void anEntityThatIsReadAndStoredFails() {
        assertThat(findingAt("validation.mass-assignment", "POST /store/entity"))
                .hasValueSatisfying(finding -> assertThat(finding.result()).hasToString("FAIL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT /copied/name", "PUT /copied/elsewhere", "PUT /copied/later"})
    void anEntityOfWhichSinglePropertiesAreCopiedIsAForm(String endpoint) {
        assertThat(findingAt("validation.mass-assignment", endpoint))
                .hasValueSatisfying(finding ->
                        assertThat(finding.result() + " " + finding.problem()).isEqualTo("PASS "));
    }

    @Test
    void whatIsCopiedCounts() {
        assertThat(findingAt("validation.mass-assignment", "PUT /copied/role")).hasValueSatisfying(finding -> {
            assertThat(finding.result()).hasToString("FAIL");
            assertThat(finding.problem()).contains("sets role too");
        });
        assertThat(findingAt("validation.mass-assignment", "POST /copied/identity"))
                .hasValueSatisfying(finding -> assertThat(finding.problem()).contains("sets id too"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /replaced/entity", "POST /overwritten/entity"})
    void whatTheHandlerSetsItselfIsNotTheCallers(String endpoint) {
        assertThat(findingAt("validation.mass-assignment", endpoint))
                .hasValueSatisfying(finding ->
                        assertThat(finding.result() + " " + finding.problem()).isEqualTo("PASS "));
    }

    @Test
    void whatTheHandlerSetsOnlyIfItIsMissingIsTheCallers() {
        assertThat(findingAt("validation.mass-assignment", "POST /overwritten/perhaps"))
                .hasValueSatisfying(finding -> assertThat(finding.problem()).contains("sets role too"));
    }

    @Test
    void aRelationThatIsNotWrittenOrWrittenWithoutItPasses() {
        assertThat(findingAt("validation.response-leaks", "GET /relations/guarded"))
                .hasValueSatisfying(finding -> assertThat(finding.result()).hasToString("PASS"));
    }

    @Test
    void anEntityWithoutSecretsPasses() {
        assertThat(findingAt("validation.response-leaks", "GET /leaks/not"))
                .hasValueSatisfying(finding -> assertThat(finding.result()).hasToString("PASS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /leaks/token", "GET /view"})
    void whatIsNoStoredTypeOrNoBodyIsNotSpokenOf(String endpoint) {
        assertThat(findingAt("validation.response-leaks", endpoint)).isEmpty();
    }

    @Test
    void jsonThatSetsIdentityAndRoleFails() {
        assertThat(findingAt("validation.mass-assignment", "POST /json")).hasValueSatisfying(finding -> {
            assertThat(finding.result()).hasToString("FAIL");
            assertThat(finding.problem()).contains("id, role");
        });
    }

    @Test
    void jsonForAnEntityThatKeepsThemOutPasses() {
        assertThat(findingAt("validation.mass-assignment", "POST /json/guarded"))
                .hasValueSatisfying(finding -> assertThat(finding.result()).hasToString("PASS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /annotated/json", "POST /annotated/form"})
    void anAnnotationThatNothingEnforcesFails(String endpoint) {
        assertThat(findingAt("validation.mass-assignment", endpoint))
                .hasValueSatisfying(finding -> assertThat(finding.result()).hasToString("FAIL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"refuse", "ignore"})
    void anAnnotationThatIsEnforcedPasses(String mode) {
        try (RunningApplication enforcing =
                RunningApplication.start(Application.class, "readiness.validation.not-from-request=" + mode)) {
            assertThat(enforcing
                            .context()
                            .getBean(HardeningReport.class)
                            .assessment()
                            .findings())
                    .filteredOn(finding -> finding.ruleId().equals("validation.mass-assignment"))
                    .filteredOn(finding -> finding.where().contains("/annotated/"))
                    .extracting(finding -> finding.where() + " " + finding.result())
                    .containsExactlyInAnyOrder("POST /annotated/json PASS", "POST /annotated/form PASS");
        }
    }

    @Test
    void aFormThatSetsThemFails() {
        assertThat(findingAt("validation.mass-assignment", "POST /form"))
                .hasValueSatisfying(finding -> assertThat(finding.result()).hasToString("FAIL"));
    }

    @Test
    void aFormWhoseBinderKeepsThemOutPasses() {
        assertThat(findingAt("validation.mass-assignment", "POST /form/guarded"))
                .hasValueSatisfying(finding -> assertThat(finding.result()).hasToString("PASS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /form/unbound", "POST /json/own-type"})
    void whatIsNotBoundOrNotStoredIsNotSpokenOf(String endpoint) {
        assertThat(findingAt("validation.mass-assignment", endpoint)).isEmpty();
    }

    @Test
    void aBinderThatCannotBeAskedMakesItUnknown() {
        assertThat(findingAt("validation.mass-assignment", "POST /form/unseen"))
                .hasValueSatisfying(finding -> assertThat(finding.result()).hasToString("UNKNOWN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"role", "roles", "userRoles", "appUserRoles", "authorities", "isAdmin", "admin"})
    void namesThatGivePowerAreKnown(String name) {
        assertThat(StoredType.givesPower(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"movieRole", "administrative", "name", "rolesOfPets", "parole"})
    void namesThatGiveNoneAreNot(String name) {
        assertThat(StoredType.givesPower(name)).isFalse();
    }

    private Optional<Finding> findingAt(String rule, String endpoint) {
        List<Finding> there = findings.stream()
                .filter(finding -> finding.ruleId().equals(rule))
                .filter(finding -> finding.where().equals(endpoint))
                .collect(Collectors.toList());
        assertThat(there).hasSizeLessThan(2);
        return there.stream().findFirst();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({
        Leaks.class,
        Relations.class,
        Answers.class,
        Entities.class,
        Json.class,
        Form.class,
        GuardedForm.class,
        UnseenForm.class,
        Annotated.class
    })
    static class Application {}

    @Entity
    public static class Account {

        @Id
        private Long id;

        private String name;
        private String role;
        private String passwordHash;
        private String resetToken;
        private int passwordChanges;

        @JsonIgnore
        private String pinPassword;

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        private String password;

        public Long getId() {
            return id;
        }

        public void setId(Long id) {
            this.id = id;
        }

        public String getName() {
            return name;
        }

        public String getRole() {
            return role;
        }

        public void setRole(String role) {
            this.role = role;
        }

        public String getPasswordHash() {
            return passwordHash;
        }

        public String getResetToken() {
            return resetToken;
        }

        public int getPasswordChanges() {
            return passwordChanges;
        }

        public String getPinPassword() {
            return pinPassword;
        }

        public String getPassword() {
            return password;
        }
    }

    @Entity
    public static class Visit {

        @Id
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        private Long id;

        private String reason;

        public Long getId() {
            return id;
        }

        public void setId(Long id) {
            this.id = id;
        }

        public String getReason() {
            return reason;
        }
    }

    @Entity
    public static class Author {

        @Id
        private Long id;

        private String password;

        public String getPassword() {
            return password;
        }

        public List<Book> getBooks() {
            return List.of();
        }
    }

    @Entity
    public static class Book {

        @Id
        private Long id;

        @ManyToOne
        private Author author;

        public Author getAuthor() {
            return author;
        }
    }

    @Entity
    public static class Guarded {

        @Id
        private Long id;

        @JsonIgnore
        @ManyToOne
        private Author hidden;

        @JsonIgnoreProperties({"password", "books"})
        @ManyToOne
        private Author shown;

        @JsonBackReference
        @ManyToOne
        private Author back;

        public Author getHidden() {
            return hidden;
        }

        public Author getShown() {
            return shown;
        }

        public Author getBack() {
            return back;
        }
    }

    record Shelf(List<Book> books) {}

    record UserDto(String name, String password) {}

    record Session(String token, UserDto user) {}

    record Wrapped<T>(int status, T data) {}

    @RestController
    static class Relations {

        @GetMapping("/relations/book")
        Book book() {
            return new Book();
        }

        @GetMapping("/relations/shelf")
        Shelf shelf() {
            return new Shelf(List.of());
        }

        @GetMapping("/relations/session")
        Session session() {
            return new Session("", new UserDto("", ""));
        }

        @GetMapping("/relations/wrapped")
        Wrapped<List<UserDto>> wrapped() {
            return new Wrapped<>(0, List.of());
        }

        @GetMapping("/relations/guarded")
        Guarded guarded() {
            return new Guarded();
        }
    }

    /** What all handlers answer with, as many applications have it. */
    public static class Answer {

        private String message = "";

        private UserView user;

        public String getMessage() {
            return message;
        }

        public void setMessage(String message) {
            this.message = message;
        }

        public UserView getUser() {
            return user;
        }

        public void setUser(UserView user) {
            this.user = user;
        }

        static AnswerBuilder builder() {
            return new AnswerBuilder();
        }

        static final class AnswerBuilder {

            private final Answer answer = new Answer();

            AnswerBuilder message(String message) {
                answer.message = message;
                return this;
            }

            AnswerBuilder user(UserView user) {
                answer.user = user;
                return this;
            }

            Answer build() {
                return answer;
            }
        }
    }

    public static class UserView {

        private String name = "";

        private String password;

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public String getPassword() {
            return password;
        }

        public void setPassword(String password) {
            this.password = password;
        }
    }

    /** Where users come from is not seen. */
    interface Users {

        UserView find(String name);
    }

    @RestController
    static class Answers {

        private final Users users = name -> new UserView();

        @GetMapping("/answers/filled")
        Answer filled() {
            UserView user = new UserView();
            user.setPassword("");
            Answer answer = new Answer();
            answer.setUser(user);
            return answer;
        }

        @GetMapping("/answers/copied")
        Answer copied() {
            UserView user = new UserView();
            BeanUtils.copyProperties(new Object(), user);
            return Answer.builder().user(user).build();
        }

        @GetMapping("/answers/unseen")
        Answer unseen() {
            Answer answer = new Answer();
            answer.setUser(users.find(""));
            return answer;
        }

        @GetMapping("/answers/without")
        Answer without() {
            Answer answer = new Answer();
            answer.setMessage("done");
            return answer;
        }

        @GetMapping("/answers/built")
        Answer built() {
            return Answer.builder().message("done").build();
        }

        @GetMapping("/answers/name")
        Answer name() {
            UserView user = new UserView();
            user.setName("");
            Answer answer = new Answer();
            answer.setUser(user);
            return answer;
        }
    }

    interface Accounts extends org.springframework.data.repository.Repository<Account, Long> {

        Optional<Account> findByName(String name);

        Account save(Account account);
    }

    interface Manager {

        void authenticate(String name);
    }

    @RestController
    static class Entities {

        private final ObjectProvider<Accounts> accounts;

        private final ObjectProvider<Manager> manager;

        Entities(ObjectProvider<Accounts> accounts, ObjectProvider<Manager> manager) {
            this.accounts = accounts;
            this.manager = manager;
        }

        @PostMapping("/login/entity")
        void login(@RequestBody Account account) {
            manager.getObject().authenticate(account.getName());
        }

        @PostMapping("/search/entity")
        Optional<String> search(@RequestBody Account account) {
            return accounts.getObject().findByName(account.getName()).map(Account::getName);
        }

        @PutMapping("/copied/name")
        void copyName(@RequestBody Account sent) {
            accounts.getObject().findByName(sent.getName()).ifPresent(account -> account.name = "known");
            Account account = new Account();
            account.setRole("guest");
            accounts.getObject().save(account);
        }

        @PutMapping("/copied/elsewhere")
        void copyElsewhere(@RequestBody Account sent) {
            Account account = accounts.getObject().findByName(sent.getName()).orElseThrow();
            copy(sent, account);
            accounts.getObject().save(account);
        }

        @PutMapping("/copied/later")
        void copyLater(@RequestBody Account sent) {
            Account stored = accounts.getObject()
                    .findByName(String.valueOf(sent.getId()))
                    .map(account -> copy(sent, account))
                    .orElseThrow();
            accounts.getObject().save(stored);
        }

        private static Account copy(Account from, Account to) {
            to.name = from.getName();
            return to;
        }

        @PutMapping("/copied/role")
        void copyRole(@RequestBody Account sent) {
            Account account = accounts.getObject().findByName(sent.getName()).orElseThrow();
            account.setRole(sent.getRole());
            accounts.getObject().save(account);
        }

        @PostMapping("/copied/identity")
        void copyIdentity(@RequestBody Account sent) {
            Account account = new Account();
            account.setId(sent.getId());
            accounts.getObject().save(account);
        }

        @PostMapping("/replaced/entity")
        void replace(@RequestBody Account account) {
            account = new Account();
            account.setRole("guest");
            accounts.getObject().save(account);
        }

        @PostMapping("/overwritten/entity")
        void overwrite(@RequestBody Account account) {
            account.setId(7L);
            account.setRole("guest");
            if (accounts.getObject().findByName("of " + account.getId()).isEmpty()) {
                accounts.getObject().save(account);
            }
        }

        @PostMapping("/overwritten/perhaps")
        void overwritePerhaps(@RequestBody Account account) {
            account.setId(7L);
            if (account.getRole() == null) {
                account.setRole("guest");
            }
            accounts.getObject().save(account);
        }

        @PostMapping("/store/entity")
        void store(@RequestBody Account account) {
            if (accounts.getObject().findByName(account.getName()).isEmpty()) {
                accounts.getObject().save(account);
            }
        }
    }

    @Entity
    public static class Member {

        @Id
        @NotFromRequest
        private Long id;

        private String role;

        public Long getId() {
            return id;
        }

        public void setId(Long id) {
            this.id = id;
        }

        public String getRole() {
            return role;
        }

        @NotFromRequest
        public void setRole(String role) {
            this.role = role;
        }
    }

    @Controller
    static class Annotated {

        @PostMapping("/annotated/json")
        @ResponseBody
        void json(@RequestBody Member member) {}

        @PostMapping("/annotated/form")
        String form(Member member) {
            return "form";
        }
    }

    record Token(String token) {}

    record NewAccount(Long id, String role) {}

    @RestController
    static class Leaks {

        @GetMapping("/leaks/one")
        Account one() {
            return new Account();
        }

        @GetMapping("/leaks/all")
        List<Account> all() {
            return List.of();
        }

        @GetMapping("/leaks/entity")
        ResponseEntity<List<Account>> entity() {
            return ResponseEntity.ok(List.of());
        }

        @GetMapping("/leaks/page")
        Page<Account> page() {
            return Page.empty();
        }

        @GetMapping("/leaks/maybe")
        Optional<Account> maybe() {
            return Optional.empty();
        }

        @GetMapping("/leaks/not")
        Visit not() {
            return new Visit();
        }

        @GetMapping("/leaks/token")
        Token token() {
            return new Token("");
        }
    }

    @RestController
    static class Json {

        @PostMapping("/json")
        void json(@RequestBody Account account) {}

        @PostMapping("/json/guarded")
        void guarded(@RequestBody Visit visit) {}

        @PostMapping("/json/own-type")
        void ownType(@RequestBody NewAccount account) {}
    }

    @Controller
    static class Form {

        @GetMapping("/view")
        Account view() {
            return new Account();
        }

        @PostMapping("/form")
        String form(Account account) {
            return "form";
        }

        @PostMapping("/form/unbound")
        String unbound(@ModelAttribute(binding = false) Account account) {
            return "form";
        }
    }

    @Controller
    static class GuardedForm {

        @InitBinder
        void keepOut(WebDataBinder binder) {
            binder.setDisallowedFields("id", "role");
        }

        @PostMapping("/form/guarded")
        String guarded(Account account) {
            return "form";
        }
    }

    @Controller
    static class UnseenForm {

        @InitBinder
        void keepOut(WebDataBinder binder, java.util.Locale locale) {
            binder.setDisallowedFields("id", "role");
        }

        @PostMapping("/form/unseen")
        String unseen(Account account) {
            return "form";
        }
    }
}
