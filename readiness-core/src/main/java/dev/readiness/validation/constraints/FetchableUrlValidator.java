package dev.readiness.validation.constraints;

import dev.readiness.validation.UrlGuard;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Checks {@link FetchableUrl}. */
public final class FetchableUrlValidator implements ConstraintValidator<FetchableUrl, CharSequence> {

    private @Nullable UrlGuard guard;

    private boolean resolve;

    @Override
    public void initialize(FetchableUrl constraint) {
        Set<Integer> ports = IntStream.of(constraint.ports()).boxed().collect(Collectors.toSet());
        guard = UrlGuard.allowing(Set.of(constraint.schemes()), ports);
        resolve = constraint.resolve();
    }

    @Override
    public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
        if (value == null || guard == null) {
            return true;
        }
        return resolve ? guard.admits(value.toString()) : guard.admitsSpelling(value.toString());
    }
}
