package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The seed is the first of RFC 8032's test vectors; id and signature were computed with another program. */
class SignedCheckpointTests {

    private static final String SEED_OF_RFC_8032 = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=";

    private static final String PUBLIC_KEY =
            "clinic.example/audit+78ec99aa+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea";

    private static final String NOTE = "clinic.example/audit\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n\n"
            + "\u2014 clinic.example/audit eOyZqjEWqlSVFexyWaRUd/hw/Lpeq5/0K3XVuXeGwu49/MF2aisEYx7yiX8/c8Vaa+t3Br9aGhzqVtli"
            + "gbuYltKWFwM=\n";

    private final AuditKey key = AuditKey.of("clinic.example/audit", SEED_OF_RFC_8032);

    @Test
    void theKeyIsThatOfTheStandard() {
        assertThat(key.verifier()).hasToString(PUBLIC_KEY);
    }

    @Test
    void theNoteIsWhatAnotherProgramSigns() {
        Checkpoint checkpoint =
                new Checkpoint("clinic.example/audit", 8, "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=");

        assertThat(SignedCheckpoint.sign(checkpoint, key).note()).isEqualTo(NOTE);
    }

    @Test
    void opensWithThePublicKeyAlone() {
        SignedCheckpoint opened = SignedCheckpoint.open(NOTE, CheckpointVerifier.parse(PUBLIC_KEY));

        assertThat(opened.checkpoint().size()).isEqualTo(8);
    }

    @Test
    void noByteOfTheNoteCanBeChanged() {
        CheckpointVerifier verifier = CheckpointVerifier.parse(PUBLIC_KEY);
        for (int at = 0; at < NOTE.length(); at++) {
            String changed = NOTE.substring(0, at) + (char) (NOTE.charAt(at) ^ 1) + NOTE.substring(at + 1);

            assertThatIllegalArgumentException()
                    .as("byte %d", at)
                    .isThrownBy(() -> SignedCheckpoint.open(changed, verifier));
        }
    }

    @Test
    void signaturesOfOtherKeysAreIgnored() {
        String cosigned = NOTE + "\u2014 witness.example AAAAAAAA\n";

        assertThat(SignedCheckpoint.open(cosigned, key.verifier()).checkpoint().size())
                .isEqualTo(8);
    }

    @Test
    void aNoteOfAnotherKeyOfTheSameNameIsRefused() {
        AuditKey other = AuditKey.of("clinic.example/audit", Base64.getEncoder().encodeToString(new byte[32]));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedCheckpoint.open(NOTE, other.verifier()))
                .withMessage("The checkpoint must be signed by clinic.example/audit and is not");
    }

    @Test
    void findsCheckpointsInAnAnchorFileAndInLinesOfALog() {
        String log = "2026-03-01 INFO Audit checkpoint " + NOTE.strip().replace('\n', '|') + "\n2026-03-01 INFO next\n";

        assertThat(SignedCheckpoint.findAll(NOTE + "\n" + NOTE + "\n" + log, key.verifier()))
                .extracting(found -> found.checkpoint().size())
                .isEqualTo(List.of(8L, 8L, 8L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name",
                "name+00000000+AQ==",
                "clinic.example/audit+78ec99ab+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea"
            })
    void refusesAKeyThatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CheckpointVerifier.parse(text));
    }

    @Test
    void saysHowLongAKeyMustBeAndNotWhatItIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditKey.of("clinic", "dGVzdA=="))
                .withMessage("The audit key must be 32 bytes in base64 but is 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditKey.of("clinic", "not base64!"))
                .withMessage("The audit key must be base64")
                .withNoCause();
    }

    @Test
    void neverPrints() {
        assertThat(key).hasToString("AuditKey[clinic.example/audit, redacted]");
    }
}
