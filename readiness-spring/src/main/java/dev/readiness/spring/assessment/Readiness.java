package dev.readiness.spring.assessment;

import dev.readiness.assessment.Assessment;
import org.springframework.context.ApplicationContext;

/**
 * The hardening report in the build: one line in a test says whether the application is ready.
 *
 * <pre>{@code
 * @Test
 * void isReady(@Autowired ApplicationContext context) {
 *     Readiness.assess(context).except(KnownFindings.from(Path.of("readiness-known.json"))).orThrow();
 * }
 * }</pre>
 */
public final class Readiness {

    private Readiness() {}

    /**
     * Returns a new assessment of the application that {@code context} runs.
     *
     * @throws IllegalArgumentException if the context has no hardening report
     */
    public static Assessment assess(ApplicationContext context) {
        HardeningReport report = context.getBeanProvider(HardeningReport.class).getIfAvailable();
        if (report == null) {
            throw new IllegalArgumentException("'context' must hold a HardeningReport but holds none: add"
                    + " @EnableAutoConfiguration, or remove readiness.assessment.enabled=false");
        }
        return report.refresh();
    }
}
