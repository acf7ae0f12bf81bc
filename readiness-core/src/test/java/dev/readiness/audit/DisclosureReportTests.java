package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DisclosureReportTests {

    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");

    private final AuditStore store = AuditStore.inMemory();
    private Instant now = NINE;
    private final AuditTrail trail = AuditTrail.of(store, new AuditRecord.Origin("school", null, null), () -> now);

    @Test
    void itNamesWhoAskedForWhatWithWhichInterestAndWhetherTheyGotIt() {
        trail.record(trail.entry("transcript.read")
                .actor(new AuditRecord.Actor("user", "clerk", "university"))
                .source(new AuditRecord.Source("192.0.2.7", null))
                .subject("student-7")
                .target("transcript", "2025")
                .reason("transfer")
                .build());
        trail.record(trail.entry("transcript.read")
                .actor(AuditRecord.Actor.user("stranger"))
                .subject("student-7")
                .outcome(AuditOutcome.DENIED)
                .build());
        trail.record(trail.entry("transcript.read").subject("student-8").build());

        DisclosureReport report = DisclosureReport.read(trail, "student-7", null, null, entry -> true);

        assertThat(report.disclosures())
                .extracting(Disclosure::party)
                .containsExactly("user clerk for university", "user stranger");
        assertThat(report.withoutInterest()).isEqualTo(1);
        assertThat(report.complete()).isTrue();
        assertThat(report.disclosures().get(0))
                .extracting(Disclosure::address, Disclosure::interest, Disclosure::outcome)
                .containsExactly("192.0.2.7", "transfer", AuditOutcome.SUCCESS);
    }

    @Test
    void whatSomebodyDoesWithTheirOwnDataAndOtherTimesCanBeLeftOut() {
        record("student-7");
        now = NINE.plus(Duration.ofDays(1));
        record("clerk");
        now = NINE.plus(Duration.ofDays(2));
        record("clerk");

        DisclosureReport report = DisclosureReport.read(
                trail, "student-7", NINE, NINE.plus(Duration.ofDays(2)), DisclosureReport.notByThemselves("student-7"));

        assertThat(report.disclosures()).extracting(Disclosure::time).containsExactly(NINE.plus(Duration.ofDays(1)));
    }

    @Test
    void itSaysWhenItIsNotComplete() throws IOException {
        for (int number = 0; number <= DisclosureReport.MOST; number++) {
            record("clerk");
        }

        DisclosureReport report = DisclosureReport.read(trail, "student-7", null, null, entry -> true);

        assertThat(report.complete()).isFalse();
        assertThat(report.disclosures()).hasSize(DisclosureReport.MOST);
        assertThat(markdown(report)).contains("**Not complete: there is more.");
        assertThat(csv(report)).endsWith("NOT COMPLETE: ask for a shorter time\r\n");
        assertThat(json(report)).contains("\"complete\":false");
    }

    @Test
    void whatAnAttackerClaimsStaysText() throws IOException {
        record("=cmd|' /C calc'!A0");
        record("<img src=x> | **b** [a](javascript:x)");

        DisclosureReport report = DisclosureReport.read(trail, "student-7", null, null, entry -> true);

        assertThat(csv(report)).contains("user =cmd|'"); // The cell begins with the kind of actor, and is no formula.
        assertThat(markdown(report))
                .contains("user \\<img src=x\\> \\| \\*\\*b\\*\\* \\[a\\](javascript:x)")
                .contains("user =cmd\\|' /C calc'\\!A0");
    }

    @Test
    void eachFormHasTheSame() throws IOException {
        record("clerk");
        DisclosureReport report = DisclosureReport.read(trail, "student-7", NINE, null, entry -> true);

        assertThat(markdown(report))
                .startsWith("# Record of access to and disclosure of the data of student-7\n\nFrom 2026-03-01T09:00:00Z"
                        + " until now: 1 entries, 1 without a stated interest.\n")
                .contains("| 2026-03-01T09:00:00Z | user clerk |  | transcript.read |  |  | SUCCESS | ");
        assertThat(csv(report).lines().toList().get(0))
                .isEqualTo("time,party,address,what,records,legitimate_interest_or_purpose,outcome,record_id");
        assertThat(json(report))
                .startsWith("{\"subject\":\"student-7\",\"from\":\"2026-03-01T09:00:00Z\",\"complete\":true,"
                        + "\"withoutInterest\":1,\"disclosures\":[{\"time\":\"2026-03-01T09:00:00Z\",\"party\":\"user clerk\","
                        + "\"what\":\"transcript.read\",\"outcome\":\"SUCCESS\",\"record_id\":\"");
    }

    private void record(String actor) {
        trail.record(trail.entry("transcript.read")
                .actor(AuditRecord.Actor.user(actor))
                .subject("student-7")
                .build());
    }

    private static String markdown(DisclosureReport report) throws IOException {
        StringBuilder out = new StringBuilder();
        report.writeMarkdown(out);
        return out.toString();
    }

    private static String csv(DisclosureReport report) throws IOException {
        StringBuilder out = new StringBuilder();
        report.writeCsv(out);
        return out.toString();
    }

    private static String json(DisclosureReport report) throws IOException {
        StringBuilder out = new StringBuilder();
        report.writeJson(out);
        return out.toString();
    }
}
