package dev.readiness.spring.validation;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.spring.assessment.EndpointHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.method.HandlerMethod;

/** Finds endpoints that take files of any size. */
final class UploadRule implements ReadinessRule {

    private static final String ID = "validation.upload-unlimited";

    private final ObjectProvider<EndpointHandlers> handlers;

    private final ObjectProvider<UploadBounds> bounds;

    UploadRule(ObjectProvider<EndpointHandlers> handlers, ObjectProvider<UploadBounds> bounds) {
        this.handlers = handlers;
        this.bounds = bounds;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        UploadBounds running = bounds.getIfAvailable();
        List<Finding> findings = running == null
                ? List.of()
                : inventory.applicationEndpoints().stream()
                        .filter(this::takesFiles)
                        .map(endpoint -> finding(endpoint, running.at(endpoint.path())))
                        .toList();
        return findings.isEmpty()
                ? List.of(Finding.notApplicable(ID, Finding.APPLICATION, "No handler takes a file."))
                : findings;
    }

    private boolean takesFiles(Endpoint endpoint) {
        return EndpointHandlers.find(handlers, endpoint).stream()
                .map(HandlerMethod::getMethodParameters)
                .flatMap(Stream::of)
                .anyMatch(InputKind::isFile);
    }

    private static Finding finding(Endpoint endpoint, UploadBounds.Bound bound) {
        Evidence evidence = new Evidence("what limits multipart requests in the running application", bound.seen());
        return switch (bound.result()) {
            case PASS -> Finding.pass(ID, endpoint.id(), evidence);
            case FAIL ->
                Finding.fail(
                        ID,
                        endpoint.id(),
                        "Whoever reaches it fills the disk: a file may have any size.",
                        bound.remedy(),
                        evidence);
            default -> Finding.unknown(ID, endpoint.id(), "What limits multipart requests cannot be seen.", evidence);
        };
    }
}
