package dev.readiness.spring.validation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Says in a client's words what a type accepts, so that no class name is needed. */
final class ExpectedTypes {

    static final String UNKNOWN = "has the wrong type";

    private static final int MOST_CONSTANTS = 20;

    private static final String WHOLE_NUMBER = "must be a whole number";

    private static final String NUMBER = "must be a number";

    private static final Map<Class<?>, String> MESSAGES = Map.ofEntries(
            Map.entry(Byte.class, WHOLE_NUMBER),
            Map.entry(Short.class, WHOLE_NUMBER),
            Map.entry(Integer.class, WHOLE_NUMBER),
            Map.entry(Long.class, WHOLE_NUMBER),
            Map.entry(BigInteger.class, WHOLE_NUMBER),
            Map.entry(Float.class, NUMBER),
            Map.entry(Double.class, NUMBER),
            Map.entry(BigDecimal.class, NUMBER),
            Map.entry(Boolean.class, "must be true or false"),
            Map.entry(UUID.class, "must be a UUID"),
            Map.entry(LocalDate.class, "must be a date"),
            Map.entry(LocalTime.class, "must be a time of day"),
            Map.entry(LocalDateTime.class, "must be a date and time"),
            Map.entry(Instant.class, "must be a date and time with offset"),
            Map.entry(OffsetDateTime.class, "must be a date and time with offset"),
            Map.entry(ZonedDateTime.class, "must be a date and time with zone"));

    private ExpectedTypes() {}

    static String messageFor(@Nullable Class<?> type) {
        if (type == null) {
            return UNKNOWN;
        }
        Object[] constants = type.getEnumConstants();
        if (constants != null && constants.length <= MOST_CONSTANTS) {
            return "must be one of "
                    + Arrays.stream(constants)
                            .map(constant -> ((Enum<?>) constant).name())
                            .collect(Collectors.joining(", "));
        }
        return MESSAGES.getOrDefault(ClassUtils.resolvePrimitiveIfNecessary(type), UNKNOWN);
    }
}
