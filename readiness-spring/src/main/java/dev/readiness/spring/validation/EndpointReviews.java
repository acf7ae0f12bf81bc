package dev.readiness.spring.validation;

import dev.readiness.assessment.Endpoint;
import dev.readiness.spring.assessment.EndpointHandlers;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.method.ControllerAdviceBean;
import org.springframework.web.method.HandlerMethod;

/** Reviews the input of endpoints; looks nothing up before it is asked, which is after the start. */
final class EndpointReviews implements Function<Endpoint, Optional<List<ParameterReview>>> {

    private final ApplicationContext context;

    private final ObjectProvider<EndpointHandlers> handlers;

    private final ObjectProvider<ArgumentResolvers> resolvers;

    private final ObjectProvider<FormBinders> binders;

    private final ConstraintSource constraints;

    EndpointReviews(
            ApplicationContext context,
            ObjectProvider<EndpointHandlers> handlers,
            ObjectProvider<ArgumentResolvers> resolvers,
            ObjectProvider<FormBinders> binders,
            ConstraintSource constraints) {
        this.context = context;
        this.handlers = handlers;
        this.resolvers = resolvers;
        this.binders = binders;
        this.constraints = constraints;
    }

    @Override
    public Optional<List<ParameterReview>> apply(Endpoint endpoint) {
        return EndpointHandlers.find(handlers, endpoint).flatMap(this::review);
    }

    private Optional<List<ParameterReview>> review(HandlerMethod handler) {
        return resolvers.stream()
                .findFirst()
                .map(running -> new HandlerReview(constraints, running, this::validationByInitBinder).review(handler));
    }

    private BinderValidation validationByInitBinder(HandlerMethod handler, MethodParameter parameter) {
        return hasInitBinder(handler)
                ? binders.getIfAvailable(FormBinders::unseen).validationOf(handler, parameter)
                : BinderValidation.NONE;
    }

    private boolean hasInitBinder(HandlerMethod handler) {
        return declaresInitBinder(handler.getBeanType())
                || ControllerAdviceBean.findAnnotatedBeans(context).stream()
                        .map(ControllerAdviceBean::getBeanType)
                        .anyMatch(type -> type != null && declaresInitBinder(type));
    }

    private static boolean declaresInitBinder(Class<?> type) {
        MetadataLookup<Method> initBinders =
                method -> AnnotatedElementUtils.hasAnnotation(method, InitBinder.class) ? method : null;
        return !MethodIntrospector.selectMethods(type, initBinders).isEmpty();
    }
}
