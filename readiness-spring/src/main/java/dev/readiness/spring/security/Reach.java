package dev.readiness.spring.security;

/** Who gets through to an endpoint, from the widest circle to the narrowest that is certain. */
enum Reach {
    /** Everybody, without credentials. */
    ANYONE,
    /** Could not be seen. */
    UNKNOWN,
    /** Everybody who has logged in. */
    ANY_USER,
    /** Only some of those who have logged in. */
    RESTRICTED
}
