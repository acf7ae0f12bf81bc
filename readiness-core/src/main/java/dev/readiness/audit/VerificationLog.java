package dev.readiness.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Collects problems, counts all and keeps the first. */
final class VerificationLog {

    private static final int KEPT = 100;

    private final List<AuditProblem> problems = new ArrayList<>();
    private long count;

    void add(AuditProblem.Kind kind, long seq, @Nullable UUID recordId, String detail) {
        count++;
        if (problems.size() < KEPT) {
            problems.add(new AuditProblem(kind, seq, recordId, detail));
        }
    }

    void add(AuditProblem.Kind kind, String detail) {
        add(kind, -1, null, detail);
    }

    long count() {
        return count;
    }

    List<AuditProblem> problems() {
        return problems;
    }
}
