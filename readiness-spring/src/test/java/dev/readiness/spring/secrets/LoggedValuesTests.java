package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import dev.readiness.spring.assessment.ApplicationClassFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.asm.ClassReader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Reads the byte code of the small classes below, as that of an application is read. */
class LoggedValuesTests {

    @Test
    void findsPasswordsAndTokensWhereverTheyComeFrom() throws IOException {
        assertThat(read(Talkative.class))
                .extracting(value -> value.method() + ": " + value.value() + " " + value.level())
                .containsExactlyInAnyOrder(
                        "parameter: password info",
                        "getter: getPassword warn",
                        "component: apiKey info",
                        "field: token error",
                        "concatenated: password info",
                        "lambda: accessToken info",
                        "formatted: secret info",
                        "built: password debug",
                        "printed: password print",
                        "fluent: password log",
                        "oneOfTwo: password info",
                        "keptInAnother: password info",
                        "wholeRecord: login info",
                        "wholeObject: account info");
    }

    @Test
    void staysSilentAboutWhatIsNoSecretAnyMore() throws IOException {
        assertThat(read(Careful.class)).isEmpty();
    }

    @Test
    void findsPersonalData() throws IOException {
        assertThat(read(Personal.class))
                .extracting(value -> value.kind() + " " + value.value())
                .containsExactlyInAnyOrder(
                        "PERSONAL email",
                        "PERSONAL getPhoneNumber",
                        "PERSONAL getAllErrors",
                        "PERSONAL guest",
                        "PERSONAL contact");
    }

    @Test
    void aStatementWhoseLevelIsOffWritesNothing() {
        Finding silent = find(rules((name, level) -> false).secrets());
        Finding talking = find(rules((name, level) -> level.equals("error")).secrets());

        assertThat(silent.result()).isEqualTo(Result.PASS);
        assertThat(talking.result()).isEqualTo(Result.FAIL);
        assertThat(talking.where()).isEqualTo("LoggedValuesTests.Talkative.field");
        assertThat(talking.problem()).contains("`token`");
    }

    @Test
    void personalDataIsARuleOfItsOwn() {
        assertThat(find(rules((name, level) -> true).personalData()).where())
                .isEqualTo("LoggedValuesTests.Personal.log");
    }

    private static LoggedValues rules(java.util.function.BiPredicate<String, String> isOn) {
        // The classes below are test classes, which an application's are not: a resolver of its own shows them.
        return new LoggedValues(
                new ApplicationClassFiles(
                        new PathMatchingResourcePatternResolver() {
                            @Override
                            public org.springframework.core.io.Resource[] getResources(String pattern) {
                                return List.of(Talkative.class, Personal.class).stream()
                                        .map(LoggedValuesTests::resource)
                                        .toArray(org.springframework.core.io.Resource[]::new);
                            }
                        },
                        List.of("dev.readiness.spring.secrets")),
                name -> Optional.empty(),
                isOn);
    }

    private static org.springframework.core.io.Resource resource(Class<?> type) {
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(fileOf(type)))) {
            return new org.springframework.core.io.ByteArrayResource(in.readAllBytes(), type.getName());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static Finding find(ReadinessRule rule) {
        return rule.assess(new Inventory("clinic", List.of())).get(0);
    }

    private static List<LoggedValue> read(Class<?> type) throws IOException {
        List<LoggedValue> found = new ArrayList<>();
        PrintedSecrets printed = new PrintedSecrets(name -> name.startsWith("dev.readiness"), type.getClassLoader());
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(fileOf(type)))) {
            new ClassReader(in).accept(new LoggedValueVisitor(found, printed), ClassReader.SKIP_FRAMES);
        }
        return found.stream().distinct().toList();
    }

    private static String fileOf(Class<?> type) {
        return type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
    }

    record Login(String name, String password) {}

    record Key(String apiKey) {}

    static final class Silent {
        void setPassword(String password) {}

        @Override
        public String toString() {
            return "silent";
        }
    }

    static final class Account {
        private final String name;
        private final String password;

        Account(String name, String password) {
            this.name = name;
            this.password = password;
        }

        String getPassword() {
            return password;
        }

        String getPhoneNumber() {
            return "";
        }

        @Override
        public String toString() {
            return "Account{name='" + name + "', password='" + password + "'}";
        }
    }

    @SuppressWarnings("unused")
    static class Talkative {
        private static final Logger LOG = LoggerFactory.getLogger(Talkative.class);
        private String token = "";

        void parameter(String user, String password) {
            LOG.info("Login of {} with {}", user, password);
        }

        void getter(Account account) {
            LOG.warn("Wrong password {}", account.getPassword());
        }

        void component(Key key) {
            LOG.info("Calling with {}", key.apiKey());
        }

        void field() {
            LOG.error("Refused: " + token, new IllegalStateException());
        }

        void concatenated(long id, String password) {
            LOG.info("User " + id + " has " + password);
        }

        void lambda(List<String> names, String accessToken) {
            names.forEach(name -> LOG.info("{} {}", name, accessToken));
        }

        void formatted(String secret) {
            LOG.info(String.format("%s", secret));
        }

        void built(String password, int tries) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < tries; i++) {
                text.append(i).append(password);
            }
            LOG.debug(text.toString());
        }

        void printed(String password) {
            System.out.println("Password: " + password);
        }

        void fluent(String password) {
            LOG.atInfo().log("Password {}", password);
        }

        void oneOfTwo(boolean known, String name, String password) {
            LOG.info("{}", known ? name : password);
        }

        void keptInAnother(Map<String, String> body) {
            String password = body.get("pw1");
            Object shown = password;
            LOG.info("{}", shown);
        }

        void wholeRecord(Login login) {
            LOG.info("Login {}", login);
        }

        void wholeObject(Account account) {
            LOG.info("Account {}", account);
        }
    }

    record Guest(String name, String email) {}

    record Room(String name, int number) {}

    static final class Contact {
        private final String phone = "";

        private String getPhone() {
            return phone;
        }

        @Override
        public String toString() {
            return "Contact(phone=" + getPhone() + ")";
        }
    }

    interface Tokens {
        String getUsernameFromToken(String token);

        String nameOfSecret(String token);
    }

    @SuppressWarnings("unused")
    static class Careful {
        private static final Logger LOG = LoggerFactory.getLogger(Careful.class);
        private static final String PASSWORD_CHANGED = "Password changed for {}";

        void masked(String password, UnaryOperator<String> mask) {
            LOG.info("{}", mask.apply(password));
        }

        void hashed(String password) {
            LOG.info("{} {}", password.hashCode(), hash(password));
        }

        void length(String password, String token) {
            LOG.info("{} {}", password.length(), token.substring(0, 4));
        }

        void madeFrom(String token, Tokens tokens) {
            LOG.info("{} {}", tokens.getUsernameFromToken(token), tokens.nameOfSecret(token));
        }

        void asked(String token) {
            LOG.info("There is a token: {}", token != null);
        }

        void named(String user) {
            LOG.info(PASSWORD_CHANGED, user);
            LOG.error("Invalid JWT token: {}", new IllegalStateException().getMessage());
        }

        void before(String user, String password) {
            if (password.isEmpty()) {
                LOG.info("No password for {}", user);
            }
            String greeting = "Hello " + user;
            LOG.info(greeting);
        }

        void passwordsOfNobody(long tokenCount, boolean hasPassword) {
            LOG.info("{} {}", tokenCount, hasPassword);
        }

        void set(Silent silent, String password) {
            silent.setPassword(password);
            LOG.info("{} {}", silent, new Silent());
        }

        void reused(Account account) {
            String shown = account.getPassword();
            shown = "nothing";
            LOG.info(shown);
        }

        private static String hash(String password) {
            return Integer.toHexString(password.hashCode());
        }
    }

    @SuppressWarnings("unused")
    static class Personal {
        private static final Logger LOG = LoggerFactory.getLogger(Personal.class);

        void log(String email, String name, Account account) {
            LOG.info("Mail to {} ({}) {}", email, name, account.getPhoneNumber());
        }

        void whole(Guest guest, Contact contact, Room room) {
            LOG.info("{} {} {}", guest, contact, room);
        }

        void rejected(org.springframework.validation.BindingResult result) {
            LOG.warn("Refused: {}", result.getAllErrors());
            LOG.warn("Refused {} fields", result.getErrorCount());
        }
    }
}
