package dev.readiness.spring.secrets;

import java.util.Locale;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the running loggers whether they write what is logged at a level. */
final class LogLevels implements BiPredicate<String, String> {

    @Override
    public boolean test(String className, String method) {
        Logger logger = LoggerFactory.getLogger(className);
        return switch (method.toLowerCase(Locale.ROOT)) {
            case "trace", "finest" -> logger.isTraceEnabled();
            case "debug", "fine", "finer", "config" -> logger.isDebugEnabled();
            case "info" -> logger.isInfoEnabled();
            case "warn", "warning" -> logger.isWarnEnabled();
            default -> logger.isErrorEnabled();
        };
    }
}
