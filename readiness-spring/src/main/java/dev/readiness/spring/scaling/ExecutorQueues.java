package dev.readiness.spring.scaling;

import dev.readiness.assessment.Endpoint.Origin;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.spring.assessment.EndpointOrigins;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncAnnotationBeanPostProcessor;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Finds executors that take any number of tasks of the application's {@code @Async} methods, and so never say that there is too
 * much to do. An executor that nobody uses is left alone.
 */
final class ExecutorQueues {

    private static final String ID = "scaling.executor-unbounded";

    /** With more places than this, memory ends before the queue does. */
    private static final int ENDLESS = 1_000_000;

    private static final String OF_ALL = "default executor";

    private static final String DEFAULT = "taskExecutor";

    private static final String BOOT = "applicationTaskExecutor";

    private final ApplicationContext context;

    ExecutorQueues(ApplicationContext context) {
        this.context = context;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        if (context.getBeanNamesForType(AsyncAnnotationBeanPostProcessor.class, true, false).length == 0) {
            return List.of(Finding.notApplicable(ID, Finding.APPLICATION, "No method runs asynchronously."));
        }
        Map<String, Set<String>> methods = methodsByExecutor();
        if (methods.isEmpty()) {
            return List.of(Finding.notApplicable(ID, Finding.APPLICATION, "No method of the application is @Async."));
        }
        List<Finding> findings = new ArrayList<>();
        methods.forEach((name, used) -> findings.add(assess(name, used)));
        return findings;
    }

    /** By the name in the annotation, which is empty for the default executor. */
    private Map<String, Set<String>> methodsByExecutor() {
        EndpointOrigins origins = EndpointOrigins.of(context);
        Map<String, Set<String>> methods = new TreeMap<>();
        for (String name : context.getBeanDefinitionNames()) {
            Class<?> bean = context.getType(name, false);
            Class<?> type = bean == null ? null : ClassUtils.getUserClass(bean);
            if (type != null && origins.of(type) == Origin.APPLICATION) {
                ReflectionUtils.doWithMethods(type, method -> {
                    Async async = asyncOf(method);
                    if (async != null) {
                        methods.computeIfAbsent(async.value(), key -> new TreeSet<>())
                                .add(type.getSimpleName() + "." + method.getName());
                    }
                });
            }
        }
        return methods;
    }

    private static @Nullable Async asyncOf(Method method) {
        Async own = AnnotatedElementUtils.findMergedAnnotation(method, Async.class);
        return own != null || !Modifier.isPublic(method.getModifiers())
                ? own
                : AnnotatedElementUtils.findMergedAnnotation(method.getDeclaringClass(), Async.class);
    }

    private Finding assess(String name, Set<String> methods) {
        String where = name.isEmpty() ? OF_ALL : "executor " + name;
        Evidence used = new Evidence("@Async methods of the application", String.join(", ", methods));
        Executor executor = executor(name);
        if (executor instanceof ThreadPoolTaskExecutor pool) {
            return assess(where, used, pool.getThreadPoolExecutor());
        }
        if (executor instanceof ThreadPoolExecutor pool) {
            return assess(where, used, pool);
        }
        return Finding.unknown(ID, where, "How many tasks may wait in it could not be seen.", used);
    }

    private static Finding assess(String where, Evidence used, ThreadPoolExecutor pool) {
        long places = (long) pool.getQueue().size() + pool.getQueue().remainingCapacity();
        Evidence queue = new Evidence(
                "the running executor",
                pool.getCorePoolSize() + " threads, "
                        + (places > ENDLESS ? "a queue without end" : "a queue of " + places + " tasks"));
        if (places <= ENDLESS) {
            return Finding.pass(ID, where, used, queue);
        }
        return Finding.fail(
                ID,
                where,
                "When more comes than %d threads do, tasks wait without end: nobody is told, and they are lost when the memory is full."
                        .formatted(pool.getCorePoolSize()),
                where.equals(OF_ALL)
                        ? "spring.task.execution.pool.queue-capacity=100"
                        : "executor.setQueueCapacity(100)",
                used,
                queue);
    }

    /** As Spring finds it: by name, or the only one, or the one that is called so by default. */
    private @Nullable Executor executor(String name) {
        try {
            if (!name.isEmpty()) {
                return context.getBean(name, Executor.class);
            }
            if (hasOwnConfigurer()) {
                return null; // asking it might make another executor
            }
            String[] all = context.getBeanNamesForType(TaskExecutor.class, true, false);
            String only = all.length == 1 ? all[0] : context.containsBean(BOOT) ? BOOT : DEFAULT;
            return context.getBean(only, Executor.class);
        } catch (NoSuchBeanDefinitionException ex) {
            return null;
        }
    }

    /** Spring Boot's own takes the executor that Spring Boot makes. */
    private boolean hasOwnConfigurer() {
        for (String name : context.getBeanNamesForType(AsyncConfigurer.class, true, false)) {
            if (!name.startsWith(BOOT)) {
                return true;
            }
        }
        return false;
    }
}
