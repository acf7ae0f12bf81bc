package dev.readiness.spring.scaling;

import dev.readiness.assessment.Endpoint.Origin;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.spring.assessment.EndpointOrigins;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationContext;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/** Finds applications whose scheduled jobs wait for each other. */
final class SchedulerThreads {

    private static final String ID = "scaling.scheduler-single-thread";

    /** How a scheduled method of a class prints itself. */
    private static final Pattern METHOD = Pattern.compile("([\\w$]+\\.)+[\\w$]+");

    private final ApplicationContext context;

    SchedulerThreads(ApplicationContext context) {
        this.context = context;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        List<String> jobs = jobs();
        if (jobs.size() < 2) {
            return List.of(Finding.notApplicable(
                    ID, Finding.APPLICATION, "Fewer than two jobs of the application are scheduled."));
        }
        Evidence scheduled = new Evidence("scheduled tasks of the running application", String.join(", ", jobs));
        OptionalInt threads = threads();
        if (threads.isEmpty()) {
            return List.of(Finding.unknown(
                    ID, Finding.APPLICATION, "How many threads run the jobs could not be seen.", scheduled));
        }
        Evidence pool = new Evidence("the running scheduler", threads.getAsInt() + " threads at most");
        return List.of(
                threads.getAsInt() > 1
                        ? Finding.pass(ID, Finding.APPLICATION, scheduled, pool)
                        : Finding.fail(
                                ID,
                                Finding.APPLICATION,
                                "%d scheduled jobs share one thread: while one runs, or hangs, the others wait."
                                        .formatted(jobs.size()),
                                "spring.task.scheduling.pool.size=" + jobs.size(),
                                scheduled,
                                new Evidence("the running scheduler", "one thread")));
    }

    private List<String> jobs() {
        EndpointOrigins origins = EndpointOrigins.of(context);
        return context.getBeansOfType(ScheduledTaskHolder.class, false, false).values().stream()
                .flatMap(holder -> holder.getScheduledTasks().stream())
                .map(Object::toString)
                .filter(job -> METHOD.matcher(job).matches() && origins.of(job) == Origin.APPLICATION)
                .map(job -> job.substring(job.lastIndexOf('.', job.lastIndexOf('.') - 1) + 1))
                .distinct()
                .sorted()
                .toList();
    }

    /** Without a scheduler among the beans, Spring runs the jobs in one thread. */
    private OptionalInt threads() {
        List<TaskScheduler> schedulers = List.copyOf(
                context.getBeansOfType(TaskScheduler.class, false, false).values());
        if (schedulers.isEmpty()) {
            return OptionalInt.of(1);
        }
        if (schedulers.size() > 1) {
            return OptionalInt.empty();
        }
        if (schedulers.get(0) instanceof ThreadPoolTaskScheduler pool) {
            return OptionalInt.of(pool.getScheduledThreadPoolExecutor().getCorePoolSize());
        }
        // One that takes a new thread for each run.
        boolean unbounded = schedulers.get(0).getClass().getSimpleName().startsWith("SimpleAsync");
        return unbounded ? OptionalInt.of(Integer.MAX_VALUE) : OptionalInt.empty();
    }
}
