package dev.readiness.spring.validation;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.EndpointInspector;
import dev.readiness.spring.assessment.EndpointInput;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;

/**
 * Roles that somebody whom nobody knows gives to an account that he makes: a sign-up that takes a password and a role.
 *
 * <p>Both are asked for, and that anybody reaches the endpoint: an administrator may well say a role, and a role may be a job.
 */
final class SelfGivenRoles {

    private final ObjectProvider<EndpointInspector> inspectors;

    private final KeptOutOfJson keptOut;

    SelfGivenRoles(ObjectProvider<EndpointInspector> inspectors, KeptOutOfJson keptOut) {
        this.inspectors = inspectors;
        this.keptOut = keptOut;
    }

    /** Returns the roles in the body of {@code endpoint}, as {@code Type.property}. */
    List<String> at(Endpoint endpoint, HandlerMethod handler) {
        List<String> roles = Arrays.stream(handler.getMethodParameters())
                .filter(EndpointInput::isBody)
                .flatMap(this::rolesIn)
                .toList();
        return roles.isEmpty() || !isOpen(endpoint) ? List.of() : roles;
    }

    private Stream<String> rolesIn(MethodParameter parameter) {
        return HandlerTypes.plainBoundTo(parameter).stream().flatMap(type -> {
            List<String> names = settable(type).toList();
            boolean account = names.stream()
                    .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains("password"));
            return names.stream()
                    .filter(name -> account && StoredType.givesPower(name))
                    .filter(name -> !keptOut.isKeptOut(type, name))
                    .map(name -> type.getSimpleName() + "." + name);
        });
    }

    private static Stream<String> settable(Class<?> type) {
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName)
                : Arrays.stream(BeanUtils.getPropertyDescriptors(type))
                        .filter(property -> property.getWriteMethod() != null)
                        .map(property -> Objects.requireNonNull(property.getName()));
    }

    private boolean isOpen(Endpoint endpoint) {
        return inspectors.stream()
                .filter(inspector -> inspector.aspect().equals("access"))
                .flatMap(inspector -> inspector.inspect(endpoint).stream())
                .anyMatch(fact -> List.of("anyone", "public").contains(fact.value()));
    }
}
