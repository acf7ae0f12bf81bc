package dev.readiness.secrets;

import java.util.function.Consumer;

/** Reads the named values that one line of a source holds. */
@FunctionalInterface
interface CandidateReader {

    void read(SourceLines source, int line, Consumer<Candidate> candidates);

    static CandidateReader of(SourceKind kind) {
        return switch (kind) {
            case PROPERTIES -> CandidateReader::properties;
            case NESTED -> new NestedCandidates();
            case MARKUP -> new MarkupCandidates();
            case SHELL -> new ShellCandidates();
            case CODE -> new CodeCandidates();
            case SQL -> new SqlCandidates();
            case TEXT -> CandidateReader::text;
        };
    }

    private static void properties(SourceLines source, int line, Consumer<Candidate> candidates) {
        LineCandidates.entry(source.continued(line), candidates);
    }

    private static void text(SourceLines source, int line, Consumer<Candidate> candidates) {
        LineCandidates.loose(source.at(line), candidates);
        ShellCandidates.options(source.at(line), candidates);
    }
}
