package dev.readiness.spring.assessment;

import dev.readiness.assessment.AccessMatrixSource;
import dev.readiness.assessment.ChartSource;
import dev.readiness.assessment.EndpointInspector;
import dev.readiness.assessment.ReadinessRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * What the report asks: the beans that are rules, inspectors, or sources of endpoints, charts or access.
 *
 * <p>They are made when they are first asked, never while the application starts, and one that cannot be made is said in the
 * report and left out: to look at an application must not be what breaks it.
 */
final class RuleBeans {

    private static final List<Class<?>> TYPES = List.of(
            ReadinessRule.class,
            EndpointInspector.class,
            EndpointSource.class,
            FurtherEndpoints.class,
            ChartSource.class,
            AccessMatrixSource.class);

    private final ListableBeanFactory beans;

    RuleBeans(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /** Returns what keeps these beans from being made while the application starts. */
    static BeanFactoryPostProcessor madeWhenAsked() {
        return factory -> TYPES.stream()
                .flatMap(type -> Stream.of(factory.getBeanNamesForType(type, true, false)))
                .filter(factory::containsBeanDefinition)
                .forEach(name -> factory.getBeanDefinition(name).setLazyInit(true));
    }

    /**
     * Returns the beans of {@code type} that can be made, in their order.
     *
     * @param notes takes a remark for each one that cannot be made
     */
    <T> List<T> of(Class<T> type, List<String> notes) {
        List<T> made = new ArrayList<>();
        for (String name : namesInOrder(type)) {
            try {
                made.add(beans.getBean(name, type));
            } catch (RuntimeException | LinkageError ex) {
                notes.add("The " + type.getSimpleName() + " '" + name + "' could not be made and was not asked: "
                        + rootOf(ex));
            }
        }
        return made;
    }

    private List<String> namesInOrder(Class<?> type) {
        return Stream.of(beans.getBeanNamesForType(type, true, false))
                .sorted(Comparator.comparingInt(this::orderOf))
                .toList();
    }

    private int orderOf(String name) {
        Order order = beans.findAnnotationOnBean(name, Order.class);
        return order == null ? Ordered.LOWEST_PRECEDENCE : order.value();
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
