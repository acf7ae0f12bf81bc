package dev.readiness.secrets;

/**
 * A value that stands under a name in a source, before anybody has judged it.
 *
 * @param name what it stands under
 * @param value the text, without its quotes
 * @param role what the source does with it
 */
record Candidate(String name, String value, Role role) {

    /** What a source does with a value. */
    enum Role {
        /** Sets it: an entry of a configuration, an argument of a setter. */
        SETTING,
        /** Gives it to a constant or a variable, which may also be the name of something. */
        CONSTANT,
        /** Uses it where nothing else is set. */
        FALLBACK
    }

    static Candidate setting(String name, String value) {
        return new Candidate(name, value, Role.SETTING);
    }

    static Candidate constant(String name, String value) {
        return new Candidate(name, value, Role.CONSTANT);
    }

    static Candidate fallback(String name, String value) {
        return new Candidate(name, value, Role.FALLBACK);
    }
}
