package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditRecordTests {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00.123456789Z");

    @Test
    void writesControlCharactersInAWayThatCannotForgeALine() {
        AuditRecord entry =
                entry().reason("ok\r\n2026 admin: DELETED\u2028\u0000\u001b[2J").build();

        assertThat(entry.reason()).isEqualTo("ok\\u000d\\u000a2026 admin: DELETED\\u2028\\u0000\\u001b[2J");
    }

    @Test
    void writesAnUnpairedSurrogateInAWayThatEveryEncodingKeeps() {
        assertThat(entry().reason("a\uD83Db").build().reason()).isEqualTo("a\\ud83db");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "newPassword",
                "API-Key",
                "access_token",
                "Authorization",
                "Set-Cookie",
                "client.secret"
            })
    void redactsADetailThatIsNamedLikeASecret(String name) {
        assertThat(entry().detail(name, "value-for-test").build().details()).containsEntry(name, "[redacted]");
    }

    @Test
    void keepsADetailThatIsNotNamedLikeASecret() {
        assertThat(entry().detail("room", "3").build().details()).containsEntry("room", "3");
    }

    @Test
    void cutsALongTextAndShowsThatItDid() {
        String reason = entry().reason("x".repeat(10_000_000)).build().reason();

        assertThat(reason).hasSize(AuditRecord.MAX_TEXT).endsWith("x…");
    }

    @Test
    void neverCutsACharacterInHalf() {
        String reason =
                entry().reason("x" + "\uD83D\uDE00".repeat(1_000)).build().reason();

        assertThat(reason).hasSizeLessThanOrEqualTo(AuditRecord.MAX_TEXT).endsWith("\uD83D\uDE00…");
    }

    @Test
    void keepsTheFirstDetailsOfTooMany() {
        AuditRecord.Builder builder = entry();
        IntStream.range(0, 60).forEach(number -> builder.detail("detail-" + number, "value"));

        assertThat(builder.build().details()).hasSize(AuditRecord.MAX_DETAILS).containsKey("detail-0");
    }

    @Test
    void staysTheSameWhenItIsMadeSafeAgain() {
        AuditRecord entry = entry().reason("line\nbreak " + "x".repeat(2_000))
                .detail("token", "t")
                .build();

        assertThat(AuditJson.read(AuditJson.write(entry))).isEqualTo(entry);
    }

    @Test
    void keepsMicrosecondsBecauseNoDatabaseKeepsMore() {
        assertThat(entry().build().time()).isEqualTo(Instant.parse("2026-03-01T09:00:00.123456Z"));
    }

    @Test
    void refusesAnIdThatIsNotOrderedByTime() {
        UUID random = UUID.fromString("6c8ad3b1-5a3f-4f43-9a36-f5d9b1a4f9f0");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditRecord.builder(random, NOW, "a").build())
                .withMessage("'id' must be a UUID of version 7 but is " + random);
    }

    @Test
    void refusesABlankAction() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditRecord.builder(new TimeOrderedIds().next(NOW), NOW, " ")
                        .build())
                .withMessage("'action' must not be blank");
    }

    @Test
    void readsARecordThatALaterVersionWrote() {
        String json = AuditJson.write(entry().build()).replaceFirst("\\{", "{\"later\":{\"a\":[1,{}]},");

        assertThat(AuditJson.read(json)).isEqualTo(AuditJson.read(json.replaceFirst("\"later\":\\{.*?\\]},", "")));
    }

    private static AuditRecord.Builder entry() {
        return AuditRecord.builder(UUID.fromString("0195502a-3c00-7000-8000-000000000001"), NOW, "appointment.book");
    }
}
