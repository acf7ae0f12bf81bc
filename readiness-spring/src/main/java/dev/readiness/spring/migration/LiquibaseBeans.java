package dev.readiness.spring.migration;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/** The Liquibase beans of an application, known by name only: Liquibase is nothing that this library depends on. */
final class LiquibaseBeans {

    private static final String TYPE = "liquibase.integration.spring.SpringLiquibase";

    private LiquibaseBeans() {}

    /** Returns for each Liquibase bean whether it has run. */
    static Map<String, Boolean> runs(ApplicationContext context) {
        if (!ClassUtils.isPresent(TYPE, context.getClassLoader())) {
            return Map.of();
        }
        Class<?> type = ClassUtils.resolveClassName(TYPE, context.getClassLoader());
        Map<String, Boolean> runs = new LinkedHashMap<>();
        for (String name : context.getBeanNamesForType(type, false, false)) {
            runs.put(name, hasRun(context.getBean(name)));
        }
        return runs;
    }

    /** A bean updates the schema while it is made, unless it was told not to. */
    private static boolean hasRun(Object liquibase) {
        BeanWrapper wrapper = PropertyAccessorFactory.forBeanPropertyAccess(liquibase);
        return wrapper.isReadableProperty("shouldRun") && Boolean.TRUE.equals(wrapper.getPropertyValue("shouldRun"));
    }
}
