package dev.readiness.spring.audit;

import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.SubjectErasure;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/** {@code POST /actuator/auditerasure} with subject and reason makes unreadable what was sealed for the subject. */
@WebEndpoint(id = "auditerasure")
final class AuditErasureEndpoint {

    private static final int CONFLICT = 409;

    private final SubjectErasure erasure;
    private final CurrentCall call;

    AuditErasureEndpoint(SubjectErasure erasure, CurrentCall call) {
        this.erasure = erasure;
        this.call = call;
    }

    @WriteOperation
    WebEndpointResponse<Map<String, String>> erase(String subject, String reason) {
        if (subject.isBlank() || reason.isBlank()) {
            return answer(
                    WebEndpointResponse.STATUS_BAD_REQUEST,
                    "Nothing was erased: 'subject' and 'reason' must not be blank");
        }
        if (erasure.isHeld(subject)) {
            return answer(CONFLICT, "Nothing was erased: a legal hold is on the subject");
        }
        AuditRecord.Actor actor = call.entry(SubjectErasure.ACTION).build().actor();
        erasure.erase(subject, actor, reason);
        return answer(WebEndpointResponse.STATUS_OK, "What was sealed for the subject cannot be read any more");
    }

    private static WebEndpointResponse<Map<String, String>> answer(int status, String detail) {
        return new WebEndpointResponse<>(Map.of("detail", detail), status);
    }
}
