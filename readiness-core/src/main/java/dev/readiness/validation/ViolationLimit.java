package dev.readiness.validation;

import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;

/**
 * Stops validation once more is wrong than anybody reads.
 *
 * <p>Jakarta Validation either finds everything or stops at the first violation. A body of one megabyte can hold hundreds
 * of thousands of violations, and each costs far more than the bytes that caused it, above all what frameworks make of it
 * afterwards. A limited validator finds violations up to a limit and looks no further.
 */
public final class ViolationLimit {

    private ViolationLimit() {}

    /**
     * Returns a validator of {@code factory} that gives back {@code most} violations at most, those it found first.
     *
     * <p>What has fewer violations is validated exactly as by the factory's own validator. The limit needs Hibernate
     * Validator; with any other provider, nothing is limited. Safe for use by many threads.
     *
     * @param most how many, 1 or more
     */
    public static Validator of(ValidatorFactory factory, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("'most' must be at least 1 but is " + most);
        }
        CountingInterpolator counting = new CountingInterpolator(factory.getMessageInterpolator(), most);
        return new LimitedValidator(
                factory.usingContext().messageInterpolator(counting).getValidator(), counting);
    }
}
