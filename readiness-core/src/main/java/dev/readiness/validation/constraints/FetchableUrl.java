package dev.readiness.validation.constraints;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The address may be fetched by the server on behalf of a caller: {@code https} by default, no user name, a usual port, and a
 * host that is neither written as nor resolves to an address of this machine, of a private network or of a cloud's metadata
 * service. {@code null} is valid.
 *
 * <p>A name can resolve to another address a moment later (DNS rebinding): let the client that fetches it resolve through
 * {@link dev.readiness.validation.UrlGuard#resolve} as well, and check each redirect.
 */
@Documented
@Target({
    ElementType.METHOD,
    ElementType.FIELD,
    ElementType.ANNOTATION_TYPE,
    ElementType.CONSTRUCTOR,
    ElementType.PARAMETER,
    ElementType.TYPE_USE
})
@Retention(RetentionPolicy.RUNTIME)
@Size(max = 2048)
@ReportAsSingleViolation
@Constraint(validatedBy = FetchableUrlValidator.class)
public @interface FetchableUrl {

    /** Returns the schemes that are allowed, in lower case. */
    String[] schemes() default "https";

    /** Returns the ports that are allowed. */
    int[] ports() default {80, 443};

    /** Returns whether the host is resolved, which asks the network; otherwise only its spelling is checked. */
    boolean resolve() default true;

    /** Returns the message, or the key of one. */
    String message() default "{dev.readiness.validation.constraints.FetchableUrl.message}";

    /** Returns the groups that the constraint belongs to. */
    Class<?>[] groups() default {};

    /** Returns what clients of the validation attach to the constraint. */
    Class<? extends Payload>[] payload() default {};
}
