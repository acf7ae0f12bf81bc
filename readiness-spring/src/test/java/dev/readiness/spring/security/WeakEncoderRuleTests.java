package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.util.DigestUtils;

class WeakEncoderRuleTests {

    @Test
    void passesForWhatSpringSecurityRecommends() {
        assertThat(assess(PasswordEncoderFactories.createDelegatingPasswordEncoder())
                        .result())
                .isEqualTo(Result.PASS);
        assertThat(assess(new BCryptPasswordEncoder()).result()).isEqualTo(Result.PASS);
    }

    @Test
    void failsForPasswordsThatAreStoredAsTheyAre() {
        Finding finding = assess(encoder(CharSequence::toString));

        assertThat(finding.result()).isEqualTo(Result.FAIL);
        assertThat(finding.problem()).contains("stored as they are");
        assertThat(finding.remedy()).contains("PasswordEncoder passwordEncoder()");
    }

    @Test
    void seesPlainTextBehindADelegation() {
        PasswordEncoder plain = encoder(CharSequence::toString);

        assertThat(assess(new DelegatingPasswordEncoder("noop", Map.of("noop", plain)))
                        .result())
                .isEqualTo(Result.FAIL);
    }

    @Test
    void failsForAHashWithoutSalt() {
        Finding finding = assess(
                encoder(text -> DigestUtils.md5DigestAsHex(text.toString().getBytes(StandardCharsets.UTF_8))));

        assertThat(finding.problem()).contains("without salt");
    }

    @Test
    @SuppressWarnings("deprecation")
    void failsForAHashThatIsFast() {
        assertThat(assess(new org.springframework.security.crypto.password.StandardPasswordEncoder())
                        .problem())
                .contains("fast hash");
    }

    @Test
    void failsForBcryptThatWasMadeFast() {
        assertThat(assess(new BCryptPasswordEncoder(4)).problem()).contains("strength 4");
    }

    @Test
    void saysNothingWhereThereIsNoEncoder() {
        assertThat(new WeakEncoderRule(Map::of).assess(new Inventory("clinic", List.of())))
                .isEmpty();
    }

    private static Finding assess(PasswordEncoder encoder) {
        List<Finding> findings = new WeakEncoderRule(() -> Map.of("passwordEncoder", encoder))
                .assess(new Inventory("clinic", List.of()));
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private static PasswordEncoder encoder(java.util.function.Function<CharSequence, String> encode) {
        return new PasswordEncoder() {
            @Override
            public String encode(CharSequence text) {
                return encode.apply(text);
            }

            @Override
            public boolean matches(CharSequence text, String stored) {
                return encode.apply(text).equals(stored);
            }
        };
    }
}
