package dev.readiness.spring.secrets;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names properties without which the application must not start, beside those of {@code readiness.secrets.required}: where the
 * code needs a secret, the code can say so.
 *
 * <pre>{@code
 * @SpringBootApplication
 * @RequiredSecrets({"sms.api-key", "clinic.signing-key"})
 * class Clinic { … }
 * }</pre>
 *
 * <p>It is read from the classes that the application is started with, before any bean exists; on other classes it does
 * nothing. With {@code readiness.secrets.enabled=false} it does nothing either.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiredSecrets {

    /** Returns names of properties, or of environment variables. */
    String[] value();
}
