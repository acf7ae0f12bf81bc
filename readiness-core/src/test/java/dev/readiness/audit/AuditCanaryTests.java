package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AuditCanaryTests {

    private static final byte[] CONTENT = "a record".getBytes(StandardCharsets.US_ASCII);

    @Test
    void aProofThatHoldsForNothingButTheContentPasses() {
        assertThatNoException()
                .isThrownBy(() ->
                        AuditCanary.requireThatAChangeIsSeen(CONTENT, changed -> Arrays.equals(changed, CONTENT)));
    }

    @Test
    void aProofThatDoesNotCoverEveryByteIsFoundOut() {
        assertThatExceptionOfType(AuditStoreException.class)
                .isThrownBy(() -> AuditCanary.requireThatAChangeIsSeen(
                        CONTENT, changed -> Arrays.equals(changed, 0, 7, CONTENT, 0, 7)))
                .withMessage("Byte 7 of the canary record was changed unseen");
    }
}
