package dev.readiness.spring.scaling;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** Finds scripts, styles and pictures of the application that browsers are not told to keep. */
final class UncachedFiles {

    private static final String ID = "scaling.files-uncached";

    private static final List<String> NEEDED =
            List.of("org.springframework.web.servlet.resource.ResourceHttpRequestHandler", "jakarta.servlet.Servlet");

    private final ApplicationContext context;

    UncachedFiles(ApplicationContext context) {
        this.context = context;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        return NEEDED.stream().allMatch(type -> ClassUtils.isPresent(type, context.getClassLoader()))
                ? Handlers.assess(context)
                : List.of(none());
    }

    private static Finding none() {
        return Finding.notApplicable(ID, Finding.APPLICATION, "The application has no scripts, styles or pictures.");
    }

    /** The part that needs Spring MVC on the class path. */
    private static final class Handlers {

        private static final List<String> ENDINGS =
                List.of("js", "css", "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "woff2");

        /** What libraries bring is theirs, and pages about an API are no pages of the application. */
        private static final String OF_LIBRARIES = "META-INF/";

        static List<Finding> assess(ApplicationContext context) {
            Set<String> kept = new TreeSet<>();
            Set<String> asked = new TreeSet<>();
            for (ResourceHttpRequestHandler handler : handlers(context).toList()) {
                // Zero is a decision: somebody wants them not to be kept.
                boolean decided = handler.getCacheControl() != null || handler.getCacheSeconds() >= 0;
                (decided ? kept : asked).addAll(filesOf(handler, context));
            }
            asked.removeAll(kept);
            if (!asked.isEmpty()) {
                return List.of(failure(asked));
            }
            return List.of(
                    kept.isEmpty()
                            ? none()
                            : Finding.pass(
                                    ID,
                                    Finding.APPLICATION,
                                    new Evidence(
                                            "handlers of static resources in the running application",
                                            "say how long " + kept.size() + " files are kept")));
        }

        private static Stream<ResourceHttpRequestHandler> handlers(ApplicationContext context) {
            return context.getBeansOfType(AbstractUrlHandlerMapping.class, true, false).values().stream()
                    .flatMap(mapping -> mapping.getHandlerMap().values().stream())
                    .filter(ResourceHttpRequestHandler.class::isInstance)
                    .map(ResourceHttpRequestHandler.class::cast)
                    .distinct();
        }

        private static Set<String> filesOf(ResourceHttpRequestHandler handler, ApplicationContext context) {
            Set<String> files = new TreeSet<>();
            for (Resource location : handler.getLocations()) {
                if (location instanceof ClassPathResource inside
                        && !inside.getPath().startsWith(OF_LIBRARIES)
                        && inside.exists()) {
                    for (Resource file : under(inside.getPath(), context)) {
                        String name = Objects.requireNonNullElse(file.getFilename(), "");
                        String ending = StringUtils.getFilenameExtension(name);
                        if (ending != null && ENDINGS.contains(ending)) {
                            files.add(name);
                        }
                    }
                }
            }
            return files;
        }

        private static Resource[] under(String path, ApplicationContext context) {
            try {
                return context.getResources("classpath:" + StringUtils.trimTrailingCharacter(path, '/') + "/**");
            } catch (IOException ex) {
                throw new UncheckedIOException(ex); // the rule is unknown then, with this as its cause
            }
        }

        private static Finding failure(Set<String> files) {
            String some = String.join(", ", files.stream().limit(3).toList());
            return Finding.fail(
                    ID,
                    Finding.APPLICATION,
                    "Nothing says how long browsers may keep %s%s: with the headers of Spring Security they load each again with every page, without them they guess."
                            .formatted(some, files.size() > 3 ? " and " + (files.size() - 3) + " more files" : ""),
                    """
                    spring.web.resources.cache.cachecontrol.max-age=365d
                    # and a hash in each name, so that a release is seen at once:
                    spring.web.resources.chain.strategy.content.enabled=true""",
                    new Evidence("handlers of static resources in the running application", "set no Cache-Control"));
        }
    }
}
