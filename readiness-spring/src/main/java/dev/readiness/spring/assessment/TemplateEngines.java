package dev.readiness.spring.assessment;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** The template engines that run in an application, asked by the names of their types, because none of them need be there. */
final class TemplateEngines {

    private static final String THYMELEAF = "org.thymeleaf.templateresolver.AbstractConfigurableTemplateResolver";

    private static final String MUSTACHE = "com.samskivert.mustache.Mustache$Compiler";

    private static final List<String> FREEMARKER = List.of(
            "org.springframework.web.servlet.view.freemarker.FreeMarkerConfigurer",
            "org.springframework.web.reactive.result.view.freemarker.FreeMarkerConfigurer");

    /** {@code th:utext} of anything but a text from a bundle of messages, and the same within a text. */
    private static final Pattern THYMELEAF_RAW =
            Pattern.compile("th[:-]utext\\s*=\\s*\"(?!\\s*#\\{[^}]*}\\s*\")[^\"]*\"|\\[\\([$*]\\{[^}]*}\\)]");

    private static final Pattern FREEMARKER_RAW = Pattern.compile("\\$\\{[^}]*\\?no_esc[^}]*}|<#noautoesc\\s*>");

    private static final Pattern MUSTACHE_RAW = Pattern.compile("\\{\\{\\{[^}]+}}}|\\{\\{&[^}]+}}");

    private final ListableBeanFactory beans;

    private final Environment environment;

    private final @Nullable ClassLoader loader;

    TemplateEngines(ListableBeanFactory beans, Environment environment, @Nullable ClassLoader loader) {
        this.beans = beans;
        this.environment = environment;
        this.loader = loader;
    }

    /** Returns where the templates of the engines are. */
    List<Templates> templates() {
        List<Templates> found = new ArrayList<>();
        resolvers().map(TemplateEngines::templatesOf).flatMap(Optional::stream).forEach(found::add);
        if (FREEMARKER.stream().anyMatch(this::isThere)) {
            found.add(new Templates(
                    "FreeMarker",
                    environment.getProperty("spring.freemarker.template-loader-path", "classpath:/templates/"),
                    environment.getProperty("spring.freemarker.suffix", ".ftlh"),
                    FREEMARKER_RAW));
        }
        if (isThere(MUSTACHE)) {
            found.add(new Templates(
                    "Mustache",
                    environment.getProperty("spring.mustache.prefix", "classpath:/templates/"),
                    environment.getProperty("spring.mustache.suffix", ".mustache"),
                    MUSTACHE_RAW));
        }
        return found;
    }

    /** Returns the resolvers of Thymeleaf, with which it finds its templates and knows whether to keep them. */
    Stream<Object> resolvers() {
        Class<?> type = typeOf(THYMELEAF);
        return type == null
                ? Stream.empty()
                : beans.getBeansOfType(type, true, false).values().stream().map(resolver -> (Object) resolver);
    }

    /** Returns what {@code resolver} says of itself by the method {@code getter}, if it has one. */
    static Optional<Object> ask(Object resolver, String getter) {
        Method method = ReflectionUtils.findMethod(resolver.getClass(), getter);
        if (method == null) {
            return Optional.empty();
        }
        ReflectionUtils.makeAccessible(method);
        return Optional.ofNullable(ReflectionUtils.invokeMethod(method, resolver));
    }

    static Optional<Templates> templatesOf(Object resolver) {
        return ask(resolver, "getPrefix")
                .map(prefix -> new Templates(
                        "Thymeleaf",
                        prefix.toString(),
                        Objects.toString(ask(resolver, "getSuffix").orElse(".html")),
                        THYMELEAF_RAW));
    }

    private boolean isThere(String name) {
        Class<?> type = typeOf(name);
        return type != null && beans.getBeanNamesForType(type, true, false).length > 0;
    }

    private @Nullable Class<?> typeOf(String name) {
        try {
            return ClassUtils.forName(name, loader);
        } catch (ClassNotFoundException | LinkageError ex) {
            return null;
        }
    }

    /**
     * Templates of one engine.
     *
     * @param engine its name
     * @param prefix where they are, as the engine is told it
     * @param suffix how their names end
     * @param unescaped finds what is written without being made harmless
     */
    record Templates(String engine, String prefix, String suffix, Pattern unescaped) {}
}
