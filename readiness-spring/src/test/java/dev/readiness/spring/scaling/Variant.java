package dev.readiness.spring.scaling;

import dev.readiness.scaling.ScaleResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An application with one weakness that is known. */
enum Variant {
    SMALL_POOL(ScaleResource.CONNECTION_POOL, "--spring.datasource.hikari.maximum-pool-size=1"),
    SLOW_CALL(ScaleResource.SERVER_THREADS, "--server.tomcat.threads.max=20"),
    QUERY_PER_ROW(ScaleResource.PROCESSOR),
    HOT_ROW(ScaleResource.DATABASE),
    HASHING(ScaleResource.PROCESSOR),
    LARGE_PAYLOADS(ScaleResource.GARBAGE_COLLECTION, "--server.tomcat.threads.max=30"),
    FEW_THREADS(ScaleResource.SERVER_THREADS, "--server.tomcat.threads.max=2"),
    UNBOUNDED_QUERY(ScaleResource.PROCESSOR),
    DISK_SYNC(ScaleResource.APPLICATION_LOCK),
    /** Nothing runs out. */
    NONE(null);

    private final @Nullable ScaleResource weakness;
    private final List<String> arguments;

    Variant(@Nullable ScaleResource weakness, String... arguments) {
        this.weakness = weakness;
        this.arguments = List.of(arguments);
    }

    @Nullable
    ScaleResource weakness() {
        return weakness;
    }

    List<String> arguments() {
        return arguments;
    }
}
