package com.example.clinic;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.LocalDateTime;

/** The time is at most this many years ahead. Java knows years that no database does, which then stores another time. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = WithinYears.Validator.class)
@interface WithinYears {

    int value();

    String message() default "must be within {value} years";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Compares with the clock of the validation. */
    class Validator implements ConstraintValidator<WithinYears, LocalDateTime> {

        private int years;

        @Override
        public void initialize(WithinYears constraint) {
            years = constraint.value();
        }

        @Override
        public boolean isValid(LocalDateTime time, ConstraintValidatorContext context) {
            LocalDateTime now = LocalDateTime.now(context.getClockProvider().getClock());
            return time == null || time.isBefore(now.plusYears(years));
        }
    }
}
