package dev.readiness.spring.migration;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;

/** The scripts that Spring Boot runs on the database at every start, whatever kind of database it is. */
final class StartScripts {

    private final ApplicationContext context;

    StartScripts(ApplicationContext context) {
        this.context = context;
    }

    /** Returns the names of the scripts that are there, if they are run on a database that is not embedded. */
    List<String> run() {
        Environment environment = context.getEnvironment();
        boolean always =
                environment.getProperty("spring.sql.init.mode", "embedded").equalsIgnoreCase("always");
        String platform = environment.getProperty("spring.sql.init.platform", "all");
        return always
                ? Stream.of("schema", "data")
                        .flatMap(kind -> locations(environment, kind, platform))
                        .map(location -> location.replaceFirst("^optional:", "").trim())
                        .flatMap(this::find)
                        .distinct()
                        .toList()
                : List.of();
    }

    private static Stream<String> locations(Environment environment, String kind, String platform) {
        String[] usual = {"classpath*:" + kind + "-" + platform + ".sql", "classpath*:" + kind + ".sql"};
        return Stream.of(environment.getProperty("spring.sql.init." + kind + "-locations", String[].class, usual));
    }

    private Stream<String> find(String location) {
        try {
            return Stream.of(context.getResources(location))
                    .filter(Resource::exists)
                    .map(Resource::getFilename)
                    .map(String::valueOf);
        } catch (IOException ex) {
            return Stream.empty(); // a place that is not there
        }
    }
}
