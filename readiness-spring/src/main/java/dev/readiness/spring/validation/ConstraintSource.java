package dev.readiness.spring.validation;

import java.util.List;
import org.springframework.web.method.HandlerMethod;

/** Knows which constraints the running validator sees. */
interface ConstraintSource {

    /** Returns whether anything validates at run time. */
    boolean isPresent();

    /** Returns the source that knows of the constraints of {@code groups} only, of the default group if there are none. */
    default ConstraintSource ofGroups(List<Class<?>> groups) {
        return this;
    }

    /** Returns the source for what a property holds, to which other groups may apply. */
    default ConstraintSource within(Class<?> type, String property) {
        return this;
    }

    /** Returns the source for what the parameter {@code index} of a handler holds, to which other groups may apply. */
    default ConstraintSource within(HandlerMethod handler, int index) {
        return this;
    }

    /** Returns the checks of the parameter {@code index} of a handler. */
    Checks ofParameter(HandlerMethod handler, int index);

    /** Returns the checks of {@code type} as a whole. */
    Checks ofType(Class<?> type);

    /** Returns the checks of a property of {@code type}. */
    Checks ofProperty(Class<?> type, String property);

    /**
     * Returns whether a constraint on a property of {@code type} may refuse a text shorter than {@code length}: one that does, one
     * with a pattern, and one that is not known.
     */
    default boolean mayDemandLength(Class<?> type, String property, int length) {
        return false;
    }

    /** Returns the source of an application in which nothing validates. */
    static ConstraintSource absent() {
        return new ConstraintSource() {
            @Override
            public boolean isPresent() {
                return false;
            }

            @Override
            public Checks ofParameter(HandlerMethod handler, int index) {
                return Checks.NOTHING;
            }

            @Override
            public Checks ofType(Class<?> type) {
                return Checks.NOTHING;
            }

            @Override
            public Checks ofProperty(Class<?> type, String property) {
                return Checks.NOTHING;
            }
        };
    }
}
