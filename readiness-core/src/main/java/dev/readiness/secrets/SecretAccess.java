package dev.readiness.secrets;

/** What happened to a secret. */
public enum SecretAccess {
    /** Somebody asked for it by its name and was given the value. */
    READ,
    /** It has another value than before. */
    CHANGED
}
