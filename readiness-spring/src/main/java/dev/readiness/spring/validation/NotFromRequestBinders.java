package dev.readiness.spring.validation;

import dev.readiness.validation.NotFromRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.validation.DataBinder.NameResolver;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Lets no binder fill annotated properties, neither by a setter nor by a constructor. */
@ControllerAdvice
class NotFromRequestBinders {

    private final Map<ResolvableType, List<String>> patterns = new ConcurrentHashMap<>();

    @InitBinder
    void keepOut(WebDataBinder binder) {
        ResolvableType type =
                binder.getTarget() != null ? ResolvableType.forInstance(binder.getTarget()) : binder.getTargetType();
        List<String> fields = type == null ? List.of() : patterns.computeIfAbsent(type, KeptOutFields::of);
        if (!fields.isEmpty()) {
            String[] before = binder.getDisallowedFields();
            binder.setDisallowedFields(
                    Stream.concat(before == null ? Stream.empty() : Arrays.stream(before), fields.stream())
                            .toArray(String[]::new));
            binder.setNameResolver(new WithoutName(binder.getNameResolver()));
        }
    }

    /** Gives a parameter that no caller may set a name that no caller knows. */
    private record WithoutName(@Nullable NameResolver others) implements NameResolver {

        private static final String UNKNOWN = "not-from-request-" + UUID.randomUUID();

        @Override
        public @Nullable String resolveName(MethodParameter parameter) {
            if (parameter.hasParameterAnnotation(NotFromRequest.class)) {
                return UNKNOWN;
            }
            return others == null ? null : others.resolveName(parameter);
        }
    }
}
