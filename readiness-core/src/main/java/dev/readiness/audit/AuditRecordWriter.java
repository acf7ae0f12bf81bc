package dev.readiness.audit;

import java.io.IOException;
import java.util.List;

/** Writes records for other programs, one a line. Not safe for use by many threads. */
public interface AuditRecordWriter {

    /** Writes {@code entry}. */
    void write(AuditRecord entry) throws IOException;

    /** Returns a writer of JSON, as the records are stored. */
    static AuditRecordWriter jsonLines(Appendable out) {
        return entry -> out.append(AuditJson.write(entry)).append('\n');
    }

    /** Returns a writer of lines of JSON in the Open Cybersecurity Schema Framework (OCSF), version 1.6.0. */
    static AuditRecordWriter ocsf(Appendable out) {
        return entry -> out.append(OcsfJson.write(entry)).append('\n');
    }

    /** Returns a writer of lines of JSON in the Elastic Common Schema (ECS), version 8.17.0. */
    static AuditRecordWriter ecs(Appendable out) {
        return entry -> out.append(EcsJson.write(entry)).append('\n');
    }

    /**
     * Returns a writer of comma-separated values (RFC 4180) with a line of names first. Whatever a spreadsheet would take for
     * a formula gets an apostrophe in front: an attacker chooses the name that he claims.
     *
     * @throws IOException if the line of names cannot be written
     */
    static AuditRecordWriter csv(Appendable out) throws IOException {
        CsvLine.write(
                out,
                List.of(
                        "id",
                        "time",
                        "action",
                        "outcome",
                        "actor_type",
                        "actor",
                        "on_behalf_of",
                        "subjects",
                        "targets",
                        "tenant",
                        "address",
                        "agent",
                        "session",
                        "correlation_id",
                        "trace_id",
                        "reason",
                        "changes",
                        "details"));
        return entry -> CsvLine.write(out, CsvLine.cells(entry));
    }
}
