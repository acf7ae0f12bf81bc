package dev.readiness.secrets;

/** How much a value in a file counts. */
enum SourceTrust {
    /** The application may use what stands there. */
    USED,
    /** Tests, samples and documentation, where weak values are examples and strong ones are leaks all the same. */
    SHOWN,
    /** Texts for people, checksums and style sheets, where names and values mean something else; the form of a key still tells. */
    SHAPES_ONLY
}
