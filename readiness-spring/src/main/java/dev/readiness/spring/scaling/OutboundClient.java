package dev.readiness.spring.scaling;

/**
 * A client of the running application that calls others.
 *
 * @param place the bean, or the field of a bean, that holds it
 * @param seen what was seen of it
 * @param timeout whether it stops waiting
 * @param isMail whether it sends mail; others speak HTTP
 */
record OutboundClient(String place, String seen, Timeout timeout, boolean isMail) {

    enum Timeout {
        SET,
        NONE,
        UNSEEN
    }
}
