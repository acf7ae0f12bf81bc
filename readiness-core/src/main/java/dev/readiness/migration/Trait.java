package dev.readiness.migration;

/** What more is known of a change. The rules ask for these by name. */
enum Trait {
    /** Its table or object was made by an earlier statement of the same pending set. */
    NEW,
    CONCURRENTLY,
    UNIQUE,
    NOT_VALID,
    USING_INDEX,
    IF_EXISTS,
    IF_NOT_EXISTS,
    CASCADE,
    DEFAULT,
    /** The default is computed for each row. */
    DEFAULT_VOLATILE,
    /** The default calls something of which it is not known whether it is computed for each row. */
    DEFAULT_UNKNOWN,
    NOT_NULL,
    SERIAL,
    IDENTITY,
    GENERATED,
    CHECKED,
    REFERENCES,
    /** A default is written, be it NULL, so that what refers to another table is looked up in it. */
    REFERENCES_CHECKED,
    PRIMARY_KEY,
    JSON,
    /** A domain with constraints, which each row is checked for. */
    CONSTRAINED_DOMAIN,
    /** A type that nothing in sight defines. */
    TYPE_UNKNOWN,
    /** The stored form of the column stays what it is. */
    TYPE_COMPATIBLE,
    TYPE_NARROWS,
    /** Between timestamps with and without time zone, which are the same in UTC. */
    BY_TIME_ZONE,
    /** The column's present type is not known. */
    OLD_TYPE_UNKNOWN,
    USING,
    /** The new value is more than a cast of the old one. */
    CONVERTED,
    /** The statement finds what it wants already there. */
    UNCHANGED,
    /** Constraints on the column are checked again with the new type. */
    COLUMN_CHECKED,
    /** An index on an expression, or with a condition, is built again with the new type. */
    COLUMN_IN_EXPRESSION_INDEX,
    /** A validated CHECK says it already. */
    NOT_NULL_PROVEN,
    /** A column of the key may still hold nulls, so that all rows are looked at. */
    KEY_NULLABLE,
    PARTITIONED,
    DEFAULT_PARTITION,
    NO_WHERE,
    /** Only rows named by a literal key. */
    FEW_ROWS,
    /** Rows come from a query. */
    FROM_QUERY,
    FULL,
    UNLOGGED,
    TEMPORARY,
    /** The same file makes the object again. */
    RECREATED,
    /** It was made again with less than it had. */
    COLUMNS_GONE,
    /** It was made again, and whether with all that it had cannot be seen. */
    COLUMNS_UNSEEN,
    /** What is pending has given its table a name that the running version does not know. */
    RENAMED,
    POLICY_FOLLOWS,
    LOCAL,
    SETS_LOCK_TIMEOUT,
    SETS_REPLICATION_ROLE,
    SAME_TRANSACTION,
    MIXED_FILE,
    FLYWAY_LOCK,
    /** Flyway does not see by itself that the statement needs no transaction. */
    UNSEEN_BY_FLYWAY,
    AFTER_STRONG_LOCK,
    DYNAMIC,
    TWICE,
    TOO_LONG
}
