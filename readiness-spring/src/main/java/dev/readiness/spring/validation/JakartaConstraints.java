package dev.readiness.spring.validation;

import jakarta.validation.Validator;
import jakarta.validation.metadata.CascadableDescriptor;
import jakarta.validation.metadata.ContainerDescriptor;
import jakarta.validation.metadata.ElementDescriptor;
import jakarta.validation.metadata.MethodDescriptor;
import jakarta.validation.metadata.PropertyDescriptor;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.web.method.HandlerMethod;

/** Asks the metadata of the application's own Jakarta {@link Validator}. */
final class JakartaConstraints implements ConstraintSource {

    private final Validator validator;

    JakartaConstraints(Validator validator) {
        this.validator = validator;
    }

    @Override
    public boolean isPresent() {
        return true;
    }

    @Override
    public Checks ofParameter(HandlerMethod handler, int index) {
        Method method = BridgeMethodResolver.findBridgedMethod(handler.getMethod());
        MethodDescriptor descriptor = validator
                .getConstraintsForClass(handler.getBeanType())
                .getConstraintsForMethod(method.getName(), method.getParameterTypes());
        return descriptor == null
                ? Checks.NOTHING
                : checksOf(descriptor.getParameterDescriptors().get(index));
    }

    @Override
    public Checks ofType(Class<?> type) {
        boolean constrained = validator.getConstraintsForClass(type).hasConstraints();
        return new Checks(constrained, false, true, Map.of());
    }

    @Override
    public Checks ofProperty(Class<?> type, String property) {
        PropertyDescriptor descriptor = validator.getConstraintsForClass(type).getConstraintsForProperty(property);
        return descriptor == null ? Checks.NOTHING : checksOf(descriptor);
    }

    @Override
    public boolean mayDemandLength(Class<?> type, String property, int length) {
        PropertyDescriptor descriptor = validator.getConstraintsForClass(type).getConstraintsForProperty(property);
        boolean ofClass = validator.getConstraintsForClass(type).getConstraintDescriptors().stream()
                .anyMatch(constraint -> ConstraintBounds.mayDemandLength(constraint, length));
        return ofClass
                || (descriptor != null
                        && descriptor.getConstraintDescriptors().stream()
                                .anyMatch(constraint -> ConstraintBounds.mayDemandLength(constraint, length)));
    }

    private static <D extends ElementDescriptor & CascadableDescriptor & ContainerDescriptor> Checks checksOf(
            D descriptor) {
        return new Checks(
                descriptor.hasConstraints(),
                descriptor.getConstraintDescriptors().stream().anyMatch(ConstraintBounds::isBound),
                descriptor.isCascaded(),
                elements(descriptor));
    }

    private static Map<Integer, Checks> elements(ContainerDescriptor container) {
        return container.getConstrainedContainerElementTypes().stream()
                .collect(Collectors.toMap(
                        element -> element.getTypeArgumentIndex(), checks(), (first, second) -> first));
    }

    private static Function<jakarta.validation.metadata.ContainerElementTypeDescriptor, Checks> checks() {
        return JakartaConstraints::checksOf;
    }
}
