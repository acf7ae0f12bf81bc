package dev.readiness.migration;

/** On what evidence a finding of the lint stands, from the weakest to the strongest. */
public enum LintGrade {
    /** The text of the migrations. */
    STATIC,
    /** What the database says of its version, tables and rows. */
    CONTEXT,
    /** The statement was run on a copy of the schema, and its locks were read. */
    MEASURED
}
