package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

class InMemoryPasswordRuleTests {

    private static final String HASH = "{bcrypt}$2a$10$test.value.of.a.hash.0000000000000000000000000000000000";

    @Test
    void plainPasswordsFailAndAreNotShown() {
        List<Finding> findings = assess(user("ada", "{noop}a test value"), user("bob", HASH));

        assertThat(results(findings)).containsExactly("FAIL user ada", "PASS user bob");
        assertThat(findings.toString()).doesNotContain("a test value", HASH);
    }

    @Test
    void equalHashesFailForEachOfThem() {
        assertThat(results(assess(user("ada", HASH), user("bob", HASH), user("eve", HASH + "1"))))
                .containsExactly("FAIL user ada", "FAIL user bob", "PASS user eve");
    }

    @Test
    void withoutUsersInMemoryThereIsNothingToSay() {
        assertThat(results(new InMemoryPasswordRule(List::of).assess(new Inventory("clinic", List.of()))))
                .containsExactly("NOT_APPLICABLE application");
    }

    private static List<Finding> assess(UserDetails... users) {
        return new InMemoryPasswordRule(() -> List.of(new InMemoryUserDetailsManager(users)))
                .assess(new Inventory("clinic", List.of()));
    }

    private static Stream<String> results(List<Finding> findings) {
        return findings.stream().map(finding -> finding.result() + " " + finding.where());
    }

    private static UserDetails user(String name, String password) {
        return User.withUsername(name).password(password).build();
    }
}
