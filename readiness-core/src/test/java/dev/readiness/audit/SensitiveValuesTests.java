package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All secrets here are made up for the test. */
class SensitiveValuesTests {

    @ParameterizedTest
    @CsvSource({
        "called with Bearer test-token-12345, called with Bearer [redacted]",
        "Basic dXNlcjp0ZXN0LW9ubHk=, Basic [redacted]",
        "got eyJhbGciOiJub25lIn0.eyJzdWIiOiJ0ZXN0In0.c2ln back, got [redacted token] back",
        "paid with 4111 1111 1111 1111 today, paid with [redacted card number] today",
        "paid with 4111-1111-1111-1111, paid with [redacted card number]",
        "key -----BEGIN PRIVATE KEY-----abc-----END PRIVATE KEY----- sent, key [redacted private key] sent",
        "key -----BEGIN RSA PRIVATE KEY-----abc, key [redacted private key]",
        "q3Jx8ZpT1vLw5NcR7bKd9FgH2mYs, [redacted]"
    })
    void replacesWhatLooksLikeASecret(String text, String safe) {
        assertThat(SensitiveValues.redacted(text)).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "The patient asked for it",
                "019ca8a0-3e80-701e-8cb8-7864a4b946f4",
                "4111 1111 1111 1112 is no card number",
                "2026-03-01T09:00:00.123456Z",
                "IllegalArgumentException",
                "dev.readiness.audit.AuditStoreException",
                "/appointments/12345/cancellation-requests",
                "MethodArgumentTypeMismatchException",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"
            })
    void leavesAloneWhatIsNone(String text) {
        assertThat(SensitiveValues.redacted(text)).isEqualTo(text);
    }

    @Test
    void findsNearlyEveryRandomValueOfThirtyTwoBytes() {
        Random random = new Random(42);
        int found = 0;
        for (int number = 0; number < 1_000; number++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            String secret = Base64.getEncoder().encodeToString(bytes);
            found += SensitiveValues.redacted("the key is " + secret).contains(secret) ? 0 : 1;
        }
        assertThat(found).isGreaterThan(990);
    }
}
