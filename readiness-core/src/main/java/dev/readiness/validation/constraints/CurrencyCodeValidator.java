package dev.readiness.validation.constraints;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks {@link CurrencyCode}. */
public final class CurrencyCodeValidator implements ConstraintValidator<CurrencyCode, CharSequence> {

    private static final Set<String> ASSIGNED = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
        return value == null || ASSIGNED.contains(value.toString());
    }
}
