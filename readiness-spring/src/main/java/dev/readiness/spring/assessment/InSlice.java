package dev.readiness.spring.assessment;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which slices go through an endpoint, where that belongs to the code; the alternative is {@code readiness.slices}.
 *
 * <p>On a controller it is meant for every endpoint of it; on a method it replaces what the controller says.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface InSlice {

    /** Returns the names of the slices. */
    String[] value();
}
