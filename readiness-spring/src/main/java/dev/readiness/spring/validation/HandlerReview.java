package dev.readiness.spring.validation;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.annotation.ValidationAnnotationUtils;
import org.springframework.web.method.HandlerMethod;

/** Says how far the input of a handler is checked, from the metadata that Spring and the validator themselves use. */
final class HandlerReview {

    private final ConstraintSource constraints;

    private final ArgumentResolvers resolvers;

    private final BiFunction<HandlerMethod, MethodParameter, BinderValidation> initBinders;

    /**
     * Creates a review.
     *
     * @param initBinders whether code of the application adds a validator, which has no metadata
     */
    HandlerReview(
            ConstraintSource constraints,
            ArgumentResolvers resolvers,
            BiFunction<HandlerMethod, MethodParameter, BinderValidation> initBinders) {
        this.constraints = constraints;
        this.resolvers = resolvers;
        this.initBinders = initBinders;
    }

    /** Returns the verdict over all parameters: the worst one. */
    static InputCheck worstOf(List<ParameterReview> reviews) {
        return reviews.stream()
                .map(ParameterReview::check)
                .max(Comparator.naturalOrder())
                .orElse(InputCheck.NO_INPUT);
    }

    /** Returns one review for each parameter that takes input. */
    List<ParameterReview> review(HandlerMethod handler) {
        List<ParameterReview> reviews = new ArrayList<>();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            InputKind kind = InputKind.of(parameter, resolvers);
            if (kind != InputKind.NONE) {
                reviews.add(review(handler, parameter, kind));
            }
        }
        return List.copyOf(reviews);
    }

    private ParameterReview review(HandlerMethod handler, MethodParameter parameter, InputKind kind) {
        ResolvableType type = InputTypes.published(ResolvableType.forMethodParameter(parameter));
        boolean marked = isMarkedForValidation(parameter);
        boolean byMethod = isValidatedByMethod(handler);
        ConstraintSource applicable =
                constraints.ofGroups(byMethod ? groupsOfMethod(handler) : groupsOfParameter(parameter));
        Checks checks = applicable.ofParameter(handler, parameter.getParameterIndex());
        boolean intoObject = marked || (byMethod && checks.cascaded());
        String name = Objects.requireNonNullElse(parameter.getParameterName(), "argument");

        // Without method validation Spring validates the object by itself, and nobody looks for conversions of groups.
        TypeReview content =
                new TypeReview(byMethod ? applicable.within(handler, parameter.getParameterIndex()) : applicable);
        boolean isContainer = isContainer(type);
        content.visit(type, isContainer && !intoObject ? checks : checks.andCascaded(), "the parameter `" + name + "`");
        boolean applied = constraints.isPresent()
                && kind != InputKind.RAW
                && (byMethod || (kind == InputKind.OBJECT && intoObject && !isContainer));
        InputCheck check = kind == InputKind.RAW ? InputCheck.NONE : verdict(content, applied, marked);
        boolean gaps = check == InputCheck.NOMINAL || check == InputCheck.PARTIAL;
        BinderValidation byCode = gaps && marked && kind == InputKind.OBJECT
                ? initBinders.apply(handler, parameter)
                : BinderValidation.NONE;
        if (check == InputCheck.NONE && HarmlessInput.is(handler, parameter, kind)) {
            check = InputCheck.ENFORCED;
            content = new TypeReview(constraints);
        }
        if (check == InputCheck.NONE && isLookedAt(handler, parameter)) {
            check = InputCheck.LOOKED_AT;
        }
        ParameterReview review = new ParameterReview(
                name, type.toClass().getSimpleName(), kind, check, marked, content.unchecked(), content.unbounded());
        return switch (byCode) {
            case NONE -> review;
            case PRESENT -> review.checkedByCode();
            case UNSEEN -> review.unseen();
        };
    }

    private static boolean isLookedAt(HandlerMethod handler, MethodParameter parameter) {
        return ParameterUse.of(handler.getMethod(), parameter.getParameterIndex())
                .filter(ParameterUse::isLookedAt)
                .isPresent();
    }

    private static InputCheck verdict(TypeReview content, boolean applied, boolean marked) {
        boolean hasConstraints = content.isConstrained() || content.hasUnappliedConstraints();
        if (!content.takesFreeInput() && !hasConstraints) {
            return InputCheck.ENFORCED;
        }
        if (!applied || !content.isConstrained()) {
            return marked || hasConstraints ? InputCheck.NOMINAL : InputCheck.NONE;
        }
        boolean complete = content.unchecked().isEmpty() && content.unbounded().isEmpty();
        return complete ? InputCheck.ENFORCED : InputCheck.PARTIAL;
    }

    private static List<Class<?>> groupsOfMethod(HandlerMethod handler) {
        Validated validated = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), Validated.class);
        if (validated == null) {
            validated = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Validated.class);
        }
        return validated == null ? List.of() : List.of(validated.value());
    }

    private static List<Class<?>> groupsOfParameter(MethodParameter parameter) {
        List<Class<?>> groups = new ArrayList<>();
        for (Annotation annotation : parameter.getParameterAnnotations()) {
            Object[] hints = ValidationAnnotationUtils.determineValidationHints(annotation);
            for (Object hint : hints == null ? new Object[0] : hints) {
                if (hint instanceof Class<?> group) {
                    groups.add(group);
                }
            }
        }
        return groups;
    }

    private static boolean isMarkedForValidation(MethodParameter parameter) {
        return Arrays.stream(parameter.getParameterAnnotations())
                .anyMatch(annotation -> ValidationAnnotationUtils.determineValidationHints(annotation) != null);
    }

    /** Either Spring MVC validates the arguments, or a proxy around a controller whose class is {@code @Validated}. */
    private static boolean isValidatedByMethod(HandlerMethod handler) {
        return handler.createWithValidateFlags().shouldValidateArguments()
                || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), Validated.class);
    }

    private static boolean isContainer(ResolvableType type) {
        Class<?> raw = type.toClass();
        return raw.isArray() || Iterable.class.isAssignableFrom(raw) || Map.class.isAssignableFrom(raw);
    }
}
