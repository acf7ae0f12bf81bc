package dev.readiness.spring.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

/** The scripts with data that the running application is configured to run: those of Spring Boot, and those of Flyway. */
final class DatabaseScripts {

    private final ResourcePatternResolver resources;

    private final Environment environment;

    private final BeanFactory beans;

    DatabaseScripts(ResourcePatternResolver resources, Environment environment, BeanFactory beans) {
        this.resources = resources;
        this.environment = environment;
        this.beans = beans;
    }

    /** Returns the text of each script, by its file name. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        Stream.concat(dataScripts(), flywayScripts())
                .map(String::trim)
                .flatMap(this::find)
                .filter(Resource::isReadable)
                .forEach(script -> texts.put(String.valueOf(script.getFilename()), textOf(script)));
        return texts;
    }

    private Stream<String> dataScripts() {
        String mode = environment.getProperty("spring.sql.init.mode", "embedded");
        String url = environment.getProperty("spring.datasource.url", "");
        boolean embedded = url.isEmpty() || url.contains(":mem:");
        boolean run = mode.equalsIgnoreCase("always") || (mode.equalsIgnoreCase("embedded") && embedded);
        return run && beans.containsBean("dataSource")
                ? listed("spring.sql.init.data-locations", "classpath*:data.sql")
                : Stream.empty();
    }

    private Stream<String> flywayScripts() {
        return beans.containsBean("flyway")
                ? listed("spring.flyway.locations", "classpath:db/migration")
                        .filter(location -> location.startsWith("classpath:"))
                        .map(location -> location.replaceFirst("classpath:/?", "classpath*:") + "/**/*.sql")
                : Stream.empty();
    }

    private Stream<String> listed(String property, String otherwise) {
        List<String> locations =
                Arrays.asList(environment.getProperty(property, String[].class, new String[] {otherwise}));
        return locations.stream().map(location -> location.replaceFirst("^optional:", ""));
    }

    private Stream<Resource> find(String location) {
        try {
            return Arrays.stream(resources.getResources(location));
        } catch (IOException ex) {
            return Stream.empty(); // a place that is not there
        }
    }

    private static String textOf(Resource script) {
        try (InputStream in = script.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read " + script, ex);
        }
    }
}
