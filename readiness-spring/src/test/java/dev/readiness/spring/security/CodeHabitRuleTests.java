package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jsonwebtoken.Jwts;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.asm.ClassReader;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.cors.CorsConfiguration;

/** Reads the byte code of the small classes below, as that of an application is read. */
class CodeHabitRuleTests {

    @Test
    void findsAStoredPasswordThatIsComparedWithASentOne() throws IOException {
        assertThat(read(Logins.class))
                .extracting(CodeHabit::where)
                .containsExactlyInAnyOrder(
                        "CodeHabitRuleTests.Logins.direct",
                        "CodeHabitRuleTests.Logins.turnedRound",
                        "CodeHabitRuleTests.Logins.byObjects");
    }

    @Test
    void leavesOutEncodedRepeatedAndConstantPasswords() throws IOException {
        assertThat(read(GoodLogins.class)).isEmpty();
    }

    @Test
    void findsATokenWithoutAnEnd() throws IOException {
        assertThat(read(Endless.class))
                .containsExactly(new CodeHabit(
                        CodeHabit.Kind.ENDLESS_TOKEN,
                        "CodeHabitRuleTests.Endless.token",
                        "signs a token, and the class sets no end of one"));
    }

    @Test
    void leavesOutTokensThatEndOrMay() throws IOException {
        assertThat(read(Ending.class)).isEmpty();
        assertThat(read(Unseen.class)).isEmpty();
    }

    @Test
    void findsATokenThatEndsByTheClockOfOneMachine() throws IOException {
        assertThat(read(EndingElsewhere.class))
                .extracting(CodeHabit::kind, CodeHabit::where)
                .containsExactly(tuple(CodeHabit.Kind.TOKEN_IN_OTHER_ZONE, "CodeHabitRuleTests.EndingElsewhere.end"));
        assertThat(read(EndingHere.class)).isEmpty();
    }

    @Test
    void findsAddressesOfTheMachineOnWhichSomebodyDeveloped() throws IOException {
        assertThat(read(LocalAddresses.class))
                .extracting(CodeHabit::kind, CodeHabit::where)
                .containsOnly(
                        tuple(CodeHabit.Kind.LOCAL_ADDRESS, "CodeHabitRuleTests.LocalAddresses.link"),
                        tuple(CodeHabit.Kind.LOCAL_ADDRESS, "CodeHabitRuleTests.LocalAddresses.call"),
                        tuple(CodeHabit.Kind.LOCAL_ADDRESS, "CodeHabitRuleTests.LocalAddresses.page"));
        assertThat(read(OtherAddresses.class)).isEmpty();
        assertThat(read(AddressesOfAProfile.class)).isEmpty();
    }

    private static List<CodeHabit> read(Class<?> type) throws IOException {
        List<CodeHabit> found = new ArrayList<>();
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file))) {
            new ClassReader(in)
                    .accept(
                            new CodeHabitVisitor(
                                    found,
                                    owner ->
                                            owner.equals(Account.class.getName().replace('.', '/'))),
                            ClassReader.SKIP_FRAMES);
        }
        return found;
    }

    @Entity(name = "AccountOfHabits")
    static class Account {

        @Id
        private long id;

        String getPassword() {
            return "";
        }

        String getName() {
            return "";
        }
    }

    record Login(String name, String password, String confirmPassword) {}

    static class Logins {

        boolean direct(Account account, Login login) {
            return account.getPassword().equals(login.password());
        }

        boolean turnedRound(Account account, String password) {
            return password.equals(account.getPassword());
        }

        boolean byObjects(Account account, Login login) {
            return Objects.equals(account.getPassword(), login.password());
        }
    }

    static class GoodLogins {

        boolean matched(PasswordEncoder encoder, Account account, Login login) {
            return encoder.matches(login.password(), account.getPassword());
        }

        boolean encoded(PasswordEncoder encoder, Account account, Login login) {
            return account.getPassword().equals(encoder.encode(login.password()));
        }

        boolean encodedInAVariable(PasswordEncoder encoder, Account account, Login login) {
            String password = encoder.encode(login.password());
            return account.getPassword().equals(password);
        }

        boolean repeated(Login login) {
            return login.password().equals(login.confirmPassword());
        }

        boolean same(Account account, Account other) {
            return account.getPassword().equals(other.getPassword());
        }

        boolean unset(Account account) {
            return account.getPassword().equals("");
        }

        boolean named(Account account, Login login) {
            return account.getName().equals(login.name());
        }
    }

    static class Endless {

        String token(String name) {
            return Jwts.builder().subject(name).claim("scope", "user").compact();
        }
    }

    static class Ending {

        String token(String name) {
            return Jwts.builder()
                    .subject(name)
                    .expiration(Date.from(Instant.now().plusSeconds(900)))
                    .compact();
        }
    }

    static class Unseen {

        String token(Map<String, Object> chosen) {
            return Jwts.builder().claims(chosen).compact();
        }
    }

    static class EndingElsewhere {

        String token(String name) {
            return Jwts.builder().subject(name).expiration(Date.from(end())).compact();
        }

        private static Instant end() {
            return LocalDateTime.now().plusHours(2).toInstant(ZoneOffset.of("-03:00"));
        }
    }

    static class EndingHere {

        String token(String name) {
            return Jwts.builder()
                    .subject(name)
                    .expiration(Date.from(end()))
                    .notBefore(Date.from(beginning()))
                    .compact();
        }

        private static Instant end() {
            LocalDateTime end = LocalDateTime.now().plusHours(2);
            return end.toInstant(ZoneId.systemDefault().getRules().getOffset(end));
        }

        private static Instant beginning() {
            return LocalDateTime.now(ZoneOffset.UTC).toInstant(ZoneOffset.UTC);
        }
    }

    static class LocalAddresses {

        String link(String token) {
            return "http://localhost:8080/reset?token=" + token;
        }

        URI call() {
            return URI.create("http://127.0.0.1:9000/stock");
        }

        String page() {
            return "http://localhost:3000";
        }
    }

    static class OtherAddresses {

        private static final Logger LOG = LoggerFactory.getLogger(OtherAddresses.class);

        private String base = "http://localhost:8080";

        void setBase(String base) {
            this.base = base;
        }

        void started(Environment environment, int port) {
            LOG.info("Open http://localhost:8080/");
            LOG.info("Open http://localhost:" + port);
            base = environment.getProperty("app.base", "http://localhost:8080");
        }

        boolean isOwn(String site) {
            return site.equals("http://localhost:8080");
        }

        CorsConfiguration sites() {
            CorsConfiguration configuration = new CorsConfiguration();
            configuration.setAllowedOrigins(List.of("http://localhost:3000", base));
            configuration.addAllowedOrigin("http://localhost:4200");
            return configuration;
        }

        URI chosen(String site) {
            return URI.create(site != null ? site : "http://localhost:8080");
        }
    }

    @Profile("dev")
    static class AddressesOfAProfile {

        URI call() {
            return URI.create("http://localhost:9000/stock");
        }
    }
}
