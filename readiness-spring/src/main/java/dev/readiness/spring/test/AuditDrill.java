package dev.readiness.spring.test;

import dev.readiness.audit.AuditQuery;
import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditStore;
import dev.readiness.audit.EndpointAudit;
import dev.readiness.audit.EndpointAudits;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/** Does what an endpoint is for, and looks for the record. */
final class AuditDrill implements Drill {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final RunningServer server;
    private final EndpointAudits audits;
    private final Optional<AuditStore> store;

    AuditDrill(RunningServer server, EndpointAudits audits, Optional<AuditStore> store) {
        this.server = server;
        this.audits = audits;
        this.store = store;
    }

    @Override
    public String name() {
        return "a write leaves an audit record";
    }

    @Override
    public Stream<DynamicTest> tests(DrilledEndpoint endpoint) {
        return endpoint.endpoint().writes()
                ? Stream.of(DynamicTest.dynamicTest(endpoint.id(), () -> drill(endpoint)))
                : Stream.empty();
    }

    private void drill(DrilledEndpoint endpoint) {
        EndpointAudit audit = audits.at(endpoint.endpoint());
        if (audit.state() == EndpointAudit.State.UNKNOWN) {
            throw new TestAbortedException("It is not audited: " + audit.detail()
                    + (audit.remedy().isEmpty() ? "" : ". Remedy: " + audit.remedy()));
        }
        DrillRequest request = endpoint.goodRequest()
                .orElseThrow(() -> new TestAbortedException(
                        "A write needs a body that is accepted; name one with sample(\"" + endpoint.id() + "\", …)"));
        if (audit.state() == EndpointAudit.State.RECORDED) {
            AuditStore records = store.orElseThrow(
                    () -> new TestAbortedException("There is not exactly one audit store to look into"));
            drill(endpoint, audit.action(), records, request);
        } else {
            drillUnaudited(endpoint, audit, request);
        }
    }

    private void drillUnaudited(DrilledEndpoint endpoint, EndpointAudit audit, DrillRequest request) {
        Fired fired = server.fire(request);
        fired.requireThatTheCallerGotThrough();
        if (!fired.answer().isSuccess()) {
            throw fired.showsNothing("The sample was refused, so there was perhaps nothing to record");
        }
        throw fired.failure(endpoint, "It was done, and nothing records it: " + audit.detail() + ".", audit.remedy());
    }

    private void drill(DrilledEndpoint endpoint, String action, AuditStore records, DrillRequest request) {
        UUID last = newest(records, action);
        Fired fired = server.fire(request);
        fired.requireThatTheCallerGotThrough();
        if (appears(records, action, last)) {
            return;
        }
        if (!fired.answer().isSuccess()) {
            throw fired.showsNothing("The sample was refused, so there was perhaps nothing to record");
        }
        throw fired.failure(
                endpoint,
                "It was done, and there is no record of " + action + ".",
                "Call " + endpoint.endpoint().handler()
                        + " through its Spring bean, and leave the store of the audit trail"
                        + " to readiness.audit.store");
    }

    private static @Nullable UUID newest(AuditStore records, String action) {
        return records.read(AuditQuery.newestFirst(1).ofAction(action)).records().stream()
                .map(AuditRecord::id)
                .findFirst()
                .orElse(null);
    }

    /** Waits a little, because a record may be written when the answer is already on its way. */
    private static boolean appears(AuditStore records, String action, @Nullable UUID last) {
        AuditQuery later = AuditQuery.oldestFirst(1).ofAction(action).after(last);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (records.read(later).records().isEmpty()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }
}
