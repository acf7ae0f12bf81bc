package dev.readiness.spring.validation;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.ControllerAdviceBean;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.ModelFactory;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** Makes the binder of a form parameter as Spring MVC would, init binders included, and reads which fields it takes. */
final class RunningBinders implements FormBinders {

    private final ApplicationContext context;

    private final ObjectProvider<RequestMappingHandlerAdapter> adapters;

    RunningBinders(ApplicationContext context, ObjectProvider<RequestMappingHandlerAdapter> adapters) {
        this.context = context;
        this.adapters = adapters;
    }

    @Override
    public BoundFields fieldsOf(HandlerMethod handler, MethodParameter parameter) {
        if (!isForm(parameter)) {
            return BoundFields.NONE;
        }
        String name = ModelFactory.getNameForParameter(parameter);
        WebDataBinder binder = new WebDataBinder(null, name);
        binder.setTargetType(ResolvableType.forMethodParameter(parameter));
        try {
            if (BeanUtils.getResolvableConstructor(parameter.getParameterType()).getParameterCount() > 0) {
                return BoundFields.UNKNOWN;
            }
            initialise(binder, handler, name);
        } catch (RuntimeException ex) {
            return BoundFields.UNKNOWN; // an init binder that needs more than a binder, or a type that cannot be made
        }
        return BoundFields.of(binder);
    }

    @Override
    public BinderValidation validationOf(HandlerMethod handler, MethodParameter parameter) {
        String name = ModelFactory.getNameForParameter(parameter);
        WebDataBinder binder = new WebDataBinder(null, name);
        try {
            initialise(binder, handler, name);
        } catch (RuntimeException ex) {
            return BinderValidation.UNSEEN; // an init binder that needs more than a binder
        }
        boolean present =
                binder.getValidators().stream().anyMatch(validator -> validator.supports(parameter.getParameterType()));
        if (present) {
            return BinderValidation.PRESENT;
        }
        return bindersOf(handler).anyMatch(AddedValidators::mayBeAddedBy)
                ? BinderValidation.UNSEEN
                : BinderValidation.NONE;
    }

    private Stream<Class<?>> bindersOf(HandlerMethod handler) {
        Stream<Class<?>> advice = ControllerAdviceBean.findAnnotatedBeans(context).stream()
                .filter(bean -> bean.isApplicableToBeanType(handler.getBeanType()))
                .map(ControllerAdviceBean::getBeanType);
        return Stream.concat(advice, Stream.of(handler.getBeanType()))
                .filter(type -> type != null && !initBindersOf(type).isEmpty());
    }

    /** Returns whether the running application fills {@code parameter} from the parameters of a request. */
    boolean isForm(MethodParameter parameter) {
        ModelAttribute attribute = parameter.getParameterAnnotation(ModelAttribute.class);
        if (attribute != null && !attribute.binding()) {
            return false;
        }
        return adapters.stream()
                .map(RequestMappingHandlerAdapter::getArgumentResolvers)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .filter(resolver -> resolver.supportsParameter(parameter))
                .findFirst()
                .map(HandlerMethodArgumentResolver::getClass)
                .filter(resolver -> resolver.getSimpleName().equals("ServletModelAttributeMethodProcessor"))
                .isPresent();
    }

    private void initialise(WebDataBinder binder, HandlerMethod handler, String name) {
        Stream<ControllerAdviceBean> advice = ControllerAdviceBean.findAnnotatedBeans(context).stream()
                .filter(bean -> bean.isApplicableToBeanType(handler.getBeanType()));
        advice.forEach(bean -> {
            Class<?> type = bean.getBeanType();
            if (type != null && !initBindersOf(type).isEmpty()) {
                run(initBindersOf(type), bean.resolveBean(), binder, name);
            }
        });
        Set<Method> own = initBindersOf(handler.getBeanType());
        if (!own.isEmpty()) {
            Object controller = handler.getBean();
            run(own, controller instanceof String bean ? context.getBean(bean) : controller, binder, name);
        }
    }

    private static Set<Method> initBindersOf(Class<?> type) {
        MetadataLookup<InitBinder> lookup =
                method -> AnnotatedElementUtils.findMergedAnnotation(method, InitBinder.class);
        return MethodIntrospector.selectMethods(type, lookup).keySet();
    }

    private static void run(Set<Method> initBinders, Object bean, WebDataBinder binder, String name) {
        for (Method method : initBinders) {
            InitBinder annotation =
                    Objects.requireNonNull(AnnotatedElementUtils.findMergedAnnotation(method, InitBinder.class));
            if (annotation.value().length == 0
                    || Arrays.asList(annotation.value()).contains(name)) {
                ReflectionUtils.makeAccessible(method);
                ReflectionUtils.invokeMethod(method, bean, argumentsOf(method, binder));
            }
        }
    }

    private static Object[] argumentsOf(Method method, WebDataBinder binder) {
        if (method.getParameterCount() != 1 || !method.getParameterTypes()[0].isInstance(binder)) {
            throw new IllegalStateException(method + " needs more than a binder");
        }
        return new Object[] {binder};
    }
}
