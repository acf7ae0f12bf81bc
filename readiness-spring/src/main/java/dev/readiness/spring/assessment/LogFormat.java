package dev.readiness.spring.assessment;

/**
 * The format in which an appender writes.
 *
 * @param appender name of the appender
 * @param encoder type of what makes the format
 * @param kind what that means
 */
record LogFormat(String appender, String encoder, Kind kind) {

    enum Kind {
        STRUCTURED,
        PLAIN,
        UNKNOWN
    }
}
