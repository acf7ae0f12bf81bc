package dev.readiness.validation;

import jakarta.validation.TraversableResolver;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorContext;
import jakarta.validation.ValidatorFactory;
import org.hibernate.validator.HibernateValidatorContext;

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
        ValidatorContext context = factory.usingContext();
        if (!context.getClass().getName().startsWith("org.hibernate.validator.")) {
            return factory.getValidator();
        }
        CountingInterpolator counting = new CountingInterpolator(factory.getMessageInterpolator(), most);
        context.messageInterpolator(counting);
        TraversableResolver resolver = factory.getTraversableResolver();
        if (ReachableProperties.canStandFor(resolver)) {
            // Nothing to remember: what is asked now is not asked twice.
            ((HibernateValidatorContext) context).enableTraversableResolverResultCache(false);
            context.traversableResolver(new ReachableProperties(resolver));
        }
        return new LimitedValidator(context.getValidator(), counting);
    }
}
