package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.asm.ClassReader;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** Reads the byte code of the small classes below, as that of an application is read. */
class UserInCodeRuleTests {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Seeds.class);

    @Test
    void findsAPasswordThatALambdaEncodesAndSaves() throws IOException {
        assertThat(read(Seeds.class)).extracting(LiteralPassword::where).contains("UserInCodeRuleTests.Seeds.admins");
    }

    @Test
    void findsUsersInMemoryWhosePasswordNobodyWouldTry() throws IOException {
        assertThat(read(InMemory.class))
                .extracting(LiteralPassword::method)
                .contains("unusual")
                .doesNotContain("guessable", "namedLikeThePassword");
    }

    @Test
    void findsAPasswordInARequestThatSignsSomebodyUp() throws IOException {
        assertThat(read(SignsUp.class)).extracting(LiteralPassword::method).containsExactly("first");
    }

    @Test
    void findsAPasswordOfAUserThatAMethodReferenceStores() throws IOException {
        assertThat(read(StoredByReference.class))
                .extracting(LiteralPassword::method)
                .containsExactly("seed");
    }

    @Test
    void findsAHashThatStandsInAVariable() throws IOException {
        assertThat(read(StoredFromVariable.class))
                .extracting(LiteralPassword::method)
                .containsExactly("seed");
    }

    @Test
    void leavesOutPasswordsThatComeFromOutside() throws IOException {
        assertThat(read(FromOutside.class)).isEmpty();
    }

    @Test
    void leavesOutClassesThatStoreNoUser() throws IOException {
        assertThat(read(Printer.class)).isEmpty();
    }

    @Test
    void leavesANamedConstantToTheRuleForConstants() throws IOException {
        assertThat(read(Named.class)).isEmpty();
    }

    @Test
    void codeOfABeanIsInEffect() {
        application.run(context -> assertThat(inEffect(context, "admins")).isTrue());
    }

    @Test
    void codeOfAnotherProfileIsNotInEffect() {
        application.run(context -> assertThat(inEffect(context, "samples")).isFalse());
        application
                .withPropertyValues("spring.profiles.active=demo")
                .run(context -> assertThat(inEffect(context, "samples")).isTrue());
    }

    @Test
    void codeThatNoBeanBringsIsNotInEffect() {
        application.run(context -> assertThat(new PartOfApplication(
                                context, context.getEnvironment(), getClass().getClassLoader())
                        .test(new LiteralPassword(Printer.class.getName(), "main")))
                .isFalse());
    }

    private static boolean inEffect(org.springframework.context.ApplicationContext context, String method) {
        return new PartOfApplication(context, context.getEnvironment(), Seeds.class.getClassLoader())
                .test(new LiteralPassword(Seeds.class.getName(), method));
    }

    private static List<LiteralPassword> read(Class<?> type) throws IOException {
        List<LiteralPassword> found = new ArrayList<>();
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file))) {
            new ClassReader(in).accept(new LiteralPasswordVisitor(found), ClassReader.SKIP_DEBUG);
        }
        return found;
    }

    interface Members {
        void save(String name, String password);
    }

    @Configuration(proxyBeanMethods = false)
    static class Seeds {

        @Bean
        CommandLineRunner admins() {
            return arguments -> {};
        }

        @Bean
        @Profile("demo")
        CommandLineRunner samples() {
            return arguments -> {};
        }

        CommandLineRunner admins(Members members, PasswordEncoder encoder) {
            return arguments -> members.save("boss", encoder.encode("test-plum-63"));
        }
    }

    static class InMemory {

        UserDetails unusual() {
            return User.withUsername("boss").password("{noop}test-plum-63").build();
        }

        UserDetails guessable(PasswordEncoder encoder) {
            return User.withUsername("boss")
                    .password(encoder.encode("password"))
                    .build();
        }

        UserDetails namedLikeThePassword(PasswordEncoder encoder) {
            return User.withUsername("boss").password(encoder.encode("boss")).build();
        }

        InMemoryUserDetailsManager manager() {
            return new InMemoryUserDetailsManager(unusual());
        }
    }

    static class SignsUp {

        void first(Registrations registrations) {
            registrations.register(new RegisterRequest().password("test-plum-65"));
        }
    }

    interface Registrations {

        void register(RegisterRequest request);
    }

    static class RegisterRequest {

        RegisterRequest password(String password) {
            return this;
        }
    }

    interface Accounts {

        void save(Account account);
    }

    static class Account {

        void setPassword(String password) {}
    }

    static class StoredFromVariable {

        void seed(Accounts accounts, String other) {
            String password = "$2a$10$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234";
            Account account = new Account();
            account.setPassword(password);
            accounts.save(account);
        }

        void fromOutside(Accounts accounts, String other) {
            String password = "only a default";
            if (!other.isEmpty()) {
                password = other;
            }
            Account account = new Account();
            account.setPassword(password);
            accounts.save(account);
        }
    }

    static class StoredByReference {

        void seed(Accounts accounts) {
            Account account = new Account();
            account.setPassword("test-plum-66");
            List.of(account).forEach(accounts::save);
        }
    }

    static class FromOutside {

        void seed(Members members, PasswordEncoder encoder, String password) {
            members.save("boss", encoder.encode(password));
            members.save("none", encoder.encode(""));
        }
    }

    static class Printer {

        void main(PasswordEncoder encoder) {
            encoder.encode("test-plum-63");
        }
    }

    static class Named {

        private static final String ADMIN_PASSWORD = "test-plum-64";

        void seed(Members members, PasswordEncoder encoder) {
            members.save("boss", encoder.encode(ADMIN_PASSWORD));
        }
    }
}
