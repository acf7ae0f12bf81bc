package dev.readiness.audit;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Who asked for the data of one person, who got it, when, and with which interest: what FERPA (34 CFR 99.32(a)) has a school
 * keep with a student's records, and what HIPAA (45 CFR 164.528(b)(2)) has a provider give to a patient on request.
 *
 * <p>It holds what was recorded with that person as a subject. Which of it the law exempts is for the caller to say; what the
 * person did to their own data ({@link #notByThemselves}) is exempt in both.
 *
 * @param subject whose data
 * @param from from when on, or {@code null} for all
 * @param until until when, or {@code null} for now
 * @param disclosures what happened, oldest first
 * @param complete whether that is all; a report ends after {@value #MOST} records that were looked at
 */
public record DisclosureReport(
        String subject,
        @Nullable Instant from,
        @Nullable Instant until,
        List<Disclosure> disclosures,
        boolean complete) {

    /** Most records that one report looks at. */
    public static final int MOST = 10_000;

    private static final List<String> NAMES = List.of(
            "time", "party", "address", "what", "records", "legitimate_interest_or_purpose", "outcome", "record_id");

    private static final List<String> TITLES = List.of(
            "Date",
            "Party that requested or received",
            "Address",
            "What",
            "Of which records",
            "Legitimate interest or purpose",
            "Outcome",
            "Audit record");

    /** Copies the list. */
    public DisclosureReport {
        disclosures = List.copyOf(disclosures);
    }

    /**
     * Reads the trail for one person.
     *
     * @param from from when on, or {@code null} for all
     * @param until until when, or {@code null} for now
     * @param counts which records the report is about
     */
    public static DisclosureReport read(
            AuditTrail trail,
            String subject,
            @Nullable Instant from,
            @Nullable Instant until,
            Predicate<AuditRecord> counts) {
        List<Disclosure> disclosures = new ArrayList<>();
        AuditQuery query = AuditQuery.oldestFirst(AuditQuery.MAX_LIMIT)
                .about(subject)
                .since(from)
                .before(until);
        UUID last = null;
        int seen = 0;
        do {
            AuditPage page = trail.read(query.after(last));
            page.records().stream()
                    .map(trail::open)
                    .filter(counts)
                    .map(Disclosure::of)
                    .forEach(disclosures::add);
            seen += page.records().size();
            last = page.next().orElse(null);
        } while (last != null && seen < MOST);
        return new DisclosureReport(subject, from, until, disclosures, last == null);
    }

    /** Returns the condition that it was somebody else than {@code subject}, by the id of the actor. */
    public static Predicate<AuditRecord> notByThemselves(String subject) {
        return entry -> !entry.actor().id().equals(subject);
    }

    /** Returns the condition that it was somebody else than {@code subject}, where {@code trail} may have pseudonyms. */
    public static Predicate<AuditRecord> notByThemselves(AuditTrail trail, String subject) {
        return notByThemselves(trail.storedSubject(subject));
    }

    /** Returns how many say no interest or purpose; each is a gap in the accounting. */
    public long withoutInterest() {
        return disclosures.stream()
                .filter(disclosure -> disclosure.interest() == null)
                .count();
    }

    /** Writes a page that a person can read. */
    public void writeMarkdown(Appendable out) throws IOException {
        out.append("# Record of access to and disclosure of the data of ")
                .append(MarkdownText.of(subject))
                .append("\n\n")
                .append("From ")
                .append(from == null ? "the beginning" : from.toString())
                .append(" until ")
                .append(until == null ? "now" : until.toString())
                .append(": ")
                .append(Integer.toString(disclosures.size()))
                .append(" entries, ")
                .append(Long.toString(withoutInterest()))
                .append(" without a stated interest.\n");
        if (!complete) {
            out.append("\n**Not complete: there is more. Ask for a shorter time.**\n");
        }
        out.append("\n| ").append(String.join(" | ", TITLES)).append(" |\n").append("|---".repeat(TITLES.size()));
        out.append("|\n");
        for (Disclosure disclosure : disclosures) {
            out.append("| ")
                    .append(String.join(
                            " | ",
                            disclosure.cells().stream().map(MarkdownText::of).toList()))
                    .append(" |\n");
        }
    }

    /** Writes comma-separated values, safe for spreadsheets; the last line of a report that is not complete says so. */
    public void writeCsv(Appendable out) throws IOException {
        CsvLine.write(out, NAMES);
        for (Disclosure disclosure : disclosures) {
            CsvLine.write(out, disclosure.cells());
        }
        if (!complete) {
            CsvLine.write(out, List.of("NOT COMPLETE: ask for a shorter time"));
        }
    }

    /** Writes one JSON object. */
    public void writeJson(Appendable out) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = AuditJson.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("subject", subject);
            optional(json, "from", from == null ? null : from.toString());
            optional(json, "until", until == null ? null : until.toString());
            json.writeBooleanProperty("complete", complete);
            json.writeNumberProperty("withoutInterest", withoutInterest());
            json.writeArrayPropertyStart("disclosures");
            disclosures.forEach(disclosure -> write(json, disclosure));
            json.writeEndArray();
            json.writeEndObject();
        }
        out.append(text.toString());
    }

    private static void write(JsonGenerator json, Disclosure disclosure) {
        json.writeStartObject();
        List<String> cells = disclosure.cells();
        for (int at = 0; at < NAMES.size(); at++) {
            optional(json, NAMES.get(at), cells.get(at).isEmpty() ? null : cells.get(at));
        }
        json.writeEndObject();
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }
}
