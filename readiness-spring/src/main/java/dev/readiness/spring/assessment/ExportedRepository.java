package dev.readiness.spring.assessment;

import java.util.Objects;

/**
 * A repository that Spring Data REST puts on the web.
 *
 * @param bean name of its bean
 * @param entity type of the rows that it takes and returns
 */
public record ExportedRepository(String bean, Class<?> entity) {

    /** Checks that both parts are there. */
    public ExportedRepository {
        Objects.requireNonNull(bean, "bean");
        Objects.requireNonNull(entity, "entity");
    }
}
