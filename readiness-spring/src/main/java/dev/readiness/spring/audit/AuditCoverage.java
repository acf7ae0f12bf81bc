package dev.readiness.spring.audit;

import dev.readiness.assessment.Endpoint;
import dev.readiness.audit.AuditTrail;
import dev.readiness.audit.EndpointAudit;
import dev.readiness.audit.EndpointAudit.State;
import dev.readiness.audit.EndpointAudits;
import dev.readiness.spring.assessment.EndpointHandlers;
import java.util.Arrays;
import org.springframework.aop.framework.Advised;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.web.method.HandlerMethod;

/**
 * Tells what is really recorded at an endpoint: an annotation counts only if there is a store and the bean that answers
 * carries our advice.
 */
final class AuditCoverage implements EndpointAudits {

    private static final String CHOOSE_A_STORE = "readiness.audit.store=jdbc";

    private final AuditedMethods methods = new AuditedMethods();
    private final ConfigurableListableBeanFactory beans;
    private final ObjectProvider<EndpointHandlers> handlers;
    private final RecordingCollaborators collaborators;

    AuditCoverage(ConfigurableListableBeanFactory beans, ObjectProvider<EndpointHandlers> handlers) {
        this.beans = beans;
        this.handlers = handlers;
        this.collaborators = new RecordingCollaborators(beans, methods);
    }

    @Override
    public EndpointAudit at(Endpoint endpoint) {
        EndpointHandlers known = handlers.getIfAvailable();
        if (known == null) {
            return unknown("The handlers of this application could not be seen");
        }
        return known.handlerOf(endpoint)
                .map(handler -> at(endpoint, handler))
                .orElseGet(() -> unknown("It is not answered by a method of a controller"));
    }

    private EndpointAudit at(Endpoint endpoint, HandlerMethod handler) {
        return methods.find(handler.getMethod(), handler.getBeanType())
                .map(method -> annotated(endpoint, handler, method.action()))
                .orElseGet(() -> unannotated(endpoint, handler));
    }

    private EndpointAudit annotated(Endpoint endpoint, HandlerMethod handler, String action) {
        if (!hasTrail()) {
            return new EndpointAudit(
                    State.INEFFECTIVE, action, "@AuditAction is present, but no store", CHOOSE_A_STORE);
        }
        if (isAdvised(handler)) {
            return new EndpointAudit(
                    State.RECORDED, action, "@AuditAction on " + endpoint.handler() + ", and its bean is advised", "");
        }
        return new EndpointAudit(
                State.INEFFECTIVE,
                action,
                "@AuditAction is present, but " + endpoint.handler() + " cannot be advised",
                "Make " + endpoint.handler()
                        + " and its class neither final nor private, and keep spring.aop.auto=true");
    }

    private EndpointAudit unannotated(Endpoint endpoint, HandlerMethod handler) {
        if (hasTrail() && collaborators.mayRecordFor(handler)) {
            return unknown("No @AuditAction on " + endpoint.handler()
                    + "; what it calls can leave a record, but whether it does could not be seen");
        }
        String action = SuggestedAction.of(endpoint.handler());
        return new EndpointAudit(
                State.ABSENT,
                "",
                "no @AuditAction on " + endpoint.handler(),
                "Add @AuditAction(\"" + action + "\") to " + endpoint.handler()
                        + (hasTrail() ? "" : ", and set " + CHOOSE_A_STORE));
    }

    private boolean hasTrail() {
        return beans.getBeanNamesForType(AuditTrail.class, true, false).length > 0;
    }

    private static boolean isAdvised(HandlerMethod handler) {
        return AuditAdvisor.canBeAdvised(handler.getMethod())
                && handler.createWithResolvedBean().getBean() instanceof Advised advised
                && Arrays.stream(advised.getAdvisors()).anyMatch(AuditAdvisor.class::isInstance);
    }

    private static EndpointAudit unknown(String cause) {
        return new EndpointAudit(State.UNKNOWN, "", cause, "");
    }
}
