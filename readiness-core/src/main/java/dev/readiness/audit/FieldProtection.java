package dev.readiness.audit;

/** What becomes of a part of a record before it is stored. */
public enum FieldProtection {
    /** It is stored as it is. */
    PLAIN,
    /** Only its last four characters are stored, and of less than twelve characters none. */
    MASKED,
    /** A keyed hash is stored: the same value gives the same hash, so that it can be searched for, and nobody can read it. */
    PSEUDONYM,
    /** It is stored encrypted for the first subject of the record, and gone when that subject is erased. */
    SEALED
}
