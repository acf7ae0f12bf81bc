package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.Result;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

@ExtendWith(OutputCaptureExtension.class)
class GuessablePasswordRuleTests {

    private final PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();

    @ParameterizedTest
    @ValueSource(strings = {"{noop}admin123", "{noop}password", "{noop}boss", "{noop}boss123"})
    void failsForAPasswordThatEverybodyTriesFirst(String stored) {
        assertThat(assess(userWith("boss", stored)))
                .extracting(Finding::result, Finding::where)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Result.FAIL, "user boss"));
    }

    @Test
    void seesThroughTheEncoderOfTheApplication() {
        PasswordEncoder bcrypt = new BCryptPasswordEncoder(4);
        UserDetailsService users = new InMemoryUserDetailsManager(userWith("admin", bcrypt.encode("letmein")));

        assertThat(new GuessablePasswordRule(() -> List.of(users), () -> bcrypt).assess(nothing()))
                .extracting(Finding::result)
                .containsExactly(Result.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{noop}plum-anchor-violet-63", "an encoding that nobody knows"})
    void passesForAnyOther(String stored) {
        assertThat(assess(userWith("boss", stored))).extracting(Finding::result).containsExactly(Result.PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{noop}plum-anchor-violet-63", "{bcrypt}no hash"})
    void writesNothingIntoTheLogOfTheApplication(String stored, CapturedOutput output) {
        for (PasswordEncoder candidate : List.of(new BCryptPasswordEncoder(4), encoder)) {
            UserDetailsService users = new InMemoryUserDetailsManager(userWith("admin", stored));

            assertThat(new GuessablePasswordRule(() -> List.of(users), () -> candidate).assess(nothing()))
                    .extracting(Finding::result)
                    .containsExactly(Result.PASS);
        }
        assertThat(output.toString()).doesNotContain("does not look like");
    }

    @Test
    void neverShowsThePassword() {
        assertThat(assess(userWith("boss", "{noop}admin123")).toString()).doesNotContain("admin123");
    }

    @Test
    void doesNotClaimToKnowUsersThatItCannotList() {
        UserDetailsService database = name -> {
            throw new UsernameNotFoundException(name);
        };

        assertThat(new GuessablePasswordRule(() -> List.of(database), () -> encoder).assess(nothing()))
                .extracting(Finding::result)
                .containsExactly(Result.NOT_APPLICABLE);
    }

    @Test
    void saysWhichUsersWereNotTriedWhenThereAreTooMany() {
        UserDetails[] many = IntStream.range(0, 30)
                .mapToObj(number -> userWith("user-" + number, "{noop}plum-anchor-violet-63"))
                .toArray(UserDetails[]::new);

        assertThat(assess(many)).extracting(Finding::result).contains(Result.PASS, Result.UNKNOWN);
    }

    private List<Finding> assess(UserDetails... users) {
        UserDetailsService store = new InMemoryUserDetailsManager(users);
        return new GuessablePasswordRule(() -> List.of(store), () -> encoder).assess(nothing());
    }

    private static UserDetails userWith(String name, String stored) {
        return User.withUsername(name).password(stored).roles("USER").build();
    }

    private static Inventory nothing() {
        return new Inventory("clinic", List.of());
    }
}
