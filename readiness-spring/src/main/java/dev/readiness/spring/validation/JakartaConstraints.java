package dev.readiness.spring.validation;

import jakarta.validation.Validator;
import jakarta.validation.groups.Default;
import jakarta.validation.metadata.CascadableDescriptor;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ContainerDescriptor;
import jakarta.validation.metadata.ElementDescriptor;
import jakarta.validation.metadata.MethodDescriptor;
import jakarta.validation.metadata.ParameterDescriptor;
import jakarta.validation.metadata.PropertyDescriptor;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.web.method.HandlerMethod;

/** Asks the metadata of the application's own Jakarta {@link Validator}. */
final class JakartaConstraints implements ConstraintSource {

    private final Validator validator;

    private final Class<?>[] groups;

    JakartaConstraints(Validator validator) {
        this(validator, List.of());
    }

    private JakartaConstraints(Validator validator, Collection<Class<?>> groups) {
        this.validator = validator;
        this.groups = groups.isEmpty() ? new Class<?>[] {Default.class} : groups.toArray(Class<?>[]::new);
    }

    @Override
    public ConstraintSource ofGroups(List<Class<?>> others) {
        return new JakartaConstraints(validator, others);
    }

    @Override
    public ConstraintSource within(Class<?> type, String property) {
        PropertyDescriptor descriptor = validator.getConstraintsForClass(type).getConstraintsForProperty(property);
        return descriptor == null ? this : converted(descriptor);
    }

    @Override
    public ConstraintSource within(HandlerMethod handler, int index) {
        ParameterDescriptor descriptor = descriptorOf(handler, index);
        return descriptor == null ? this : converted(descriptor);
    }

    /** Returns what holds within a value that is validated by other groups than what it is in. */
    private <D extends CascadableDescriptor & ContainerDescriptor> ConstraintSource converted(D descriptor) {
        Map<Class<?>, Class<?>> conversions = new HashMap<>();
        addConversions(descriptor, conversions);
        addConversionsOfElements(descriptor, conversions);
        return conversions.isEmpty()
                ? this
                : new JakartaConstraints(
                        validator,
                        Stream.of(groups)
                                .<Class<?>>map(group -> conversions.getOrDefault(group, group))
                                .toList());
    }

    private static void addConversionsOfElements(ContainerDescriptor container, Map<Class<?>, Class<?>> conversions) {
        container.getConstrainedContainerElementTypes().forEach(element -> {
            addConversions(element, conversions);
            addConversionsOfElements(element, conversions);
        });
    }

    private static void addConversions(CascadableDescriptor cascade, Map<Class<?>, Class<?>> conversions) {
        cascade.getGroupConversions().forEach(each -> conversions.put(each.getFrom(), each.getTo()));
    }

    @Override
    public boolean isPresent() {
        return true;
    }

    @Override
    public Checks ofParameter(HandlerMethod handler, int index) {
        ParameterDescriptor descriptor = descriptorOf(handler, index);
        return descriptor == null ? Checks.NOTHING : checksOf(descriptor);
    }

    private @Nullable ParameterDescriptor descriptorOf(HandlerMethod handler, int index) {
        Method method = BridgeMethodResolver.findBridgedMethod(handler.getMethod());
        MethodDescriptor descriptor = validator
                .getConstraintsForClass(handler.getBeanType())
                .getConstraintsForMethod(method.getName(), method.getParameterTypes());
        return descriptor == null ? null : descriptor.getParameterDescriptors().get(index);
    }

    @Override
    public Checks ofType(Class<?> type) {
        boolean constrained = !applied(validator.getConstraintsForClass(type)).isEmpty();
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

    private Set<ConstraintDescriptor<?>> applied(ElementDescriptor descriptor) {
        return descriptor.findConstraints().unorderedAndMatchingGroups(groups).getConstraintDescriptors();
    }

    private <D extends ElementDescriptor & CascadableDescriptor & ContainerDescriptor> Checks checksOf(D descriptor) {
        Set<ConstraintDescriptor<?>> applied = applied(descriptor);
        return new Checks(
                !applied.isEmpty(),
                applied.stream().anyMatch(ConstraintBounds::isBound),
                descriptor.isCascaded(),
                elements(descriptor));
    }

    private Map<Integer, Checks> elements(ContainerDescriptor container) {
        return container.getConstrainedContainerElementTypes().stream()
                .collect(Collectors.toMap(
                        element -> element.getTypeArgumentIndex(), checks(), (first, second) -> first));
    }

    private Function<jakarta.validation.metadata.ContainerElementTypeDescriptor, Checks> checks() {
        return this::checksOf;
    }
}
