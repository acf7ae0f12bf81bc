package dev.readiness.spring.assessment;

import dev.readiness.assessment.Assessment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Makes the first assessment when the application is ready, on a thread of its own, and logs one line about it.
 *
 * <p>Nothing waits for the thread: neither the start nor the stop of the application. It is not interrupted either, because
 * an interrupt while a rule reads a database closes that database's file for everybody.
 */
final class BackgroundAssessment implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {

    private static final Logger logger = LoggerFactory.getLogger(HardeningReport.class);

    private final ApplicationContext context;

    private final HardeningReport report;

    private final ReportAccess access;

    private volatile boolean closed;

    BackgroundAssessment(ApplicationContext context, HardeningReport report, ReportAccess access) {
        this.context = context;
        this.report = report;
        this.access = access;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        if (event.getApplicationContext() == context) {
            Thread thread = new Thread(this::assess, "readiness-assessment");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void destroy() {
        closed = true;
    }

    private void assess() {
        try {
            Assessment assessment = report.assessment();
            if (!closed) {
                logger.info("{} {}", AssessmentSummary.of(assessment), access.hint());
            }
        } catch (RuntimeException | LinkageError ex) {
            if (!closed) {
                logger.warn("The hardening report could not be made: {}", ex.toString());
            }
        }
    }
}
