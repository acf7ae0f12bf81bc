package dev.readiness.spring.validation;

/** Knows which properties no caller sets by JSON, because the running application keeps them out. */
interface KeptOutOfJson {

    /** Returns whether a value for {@code property} of {@code type} in the body of a request has no effect. */
    boolean isKeptOut(Class<?> type, String property);
}
