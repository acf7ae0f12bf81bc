package dev.readiness.validation.constraints;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Checks {@link ZoneName}. */
public final class ZoneNameValidator implements ConstraintValidator<ZoneName, CharSequence> {

    @Override
    public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
        return value == null || isRegion(value.toString());
    }

    private static boolean isRegion(String name) {
        boolean named = name.indexOf('/') > 0 && !name.startsWith("SystemV/");
        return name.equals("UTC") || (named && ZoneId.getAvailableZoneIds().contains(name));
    }
}
