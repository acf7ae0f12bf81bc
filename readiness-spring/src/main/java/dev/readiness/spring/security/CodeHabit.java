package dev.readiness.spring.security;

/**
 * Something in the code that a stranger would object to.
 *
 * @param where class and method
 * @param what the calls that show it
 */
record CodeHabit(Kind kind, String where, String what) {

    /** What it is. */
    enum Kind {
        /** A password is compared as the text that it is. */
        PLAIN_PASSWORD,
        /** A signed token is made that never ends. */
        ENDLESS_TOKEN,
        /** A signed token ends at the local time of the server, taken for that of a zone. */
        TOKEN_IN_OTHER_ZONE,
        /** An address is that of the machine on which it is read. */
        LOCAL_ADDRESS
    }
}
