package dev.readiness.spring.audit;

import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditRecordWriter;
import java.io.IOException;
import java.util.List;
import org.springframework.util.MimeType;

/** The forms of records for other programs, one record a line. */
enum RecordLines {
    JSONL("application/x-ndjson"),
    OCSF("application/x-ndjson"),
    ECS("application/x-ndjson"),
    CSV("text/csv;charset=UTF-8");

    private final String type;

    RecordLines(String type) {
        this.type = type;
    }

    MimeType type() {
        return MimeType.valueOf(type);
    }

    String write(List<AuditRecord> records) throws IOException {
        StringBuilder out = new StringBuilder();
        AuditRecordWriter writer = switch (this) {
            case JSONL -> AuditRecordWriter.jsonLines(out);
            case OCSF -> AuditRecordWriter.ocsf(out);
            case ECS -> AuditRecordWriter.ecs(out);
            case CSV -> AuditRecordWriter.csv(out);
        };
        for (AuditRecord entry : records) {
            writer.write(entry);
        }
        return out.toString();
    }
}
