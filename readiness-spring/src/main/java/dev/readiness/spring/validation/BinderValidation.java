package dev.readiness.spring.validation;

/** Whether a validator of Spring, added by an init binder, checks a parameter. */
enum BinderValidation {
    /** No init binder adds one. */
    NONE,
    /** One is there, and its code decides. */
    PRESENT,
    /** It could not be seen. */
    UNSEEN
}
