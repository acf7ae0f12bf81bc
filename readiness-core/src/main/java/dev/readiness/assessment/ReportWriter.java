package dev.readiness.assessment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes an assessment out, in one form.
 *
 * <p>The same assessment always gives the same text: nothing in it depends on the machine, the locale or the time of writing.
 * To write only what concerns one slice, render {@link Assessment#onlySlice(String)}. A writer holds no state and is safe for
 * use by many threads.
 */
public interface ReportWriter {

    /** Returns {@code assessment} in the form of this writer. */
    String render(Assessment assessment);

    /**
     * Appends {@code assessment} to {@code out}, in the form of this writer.
     *
     * @throws IOException if {@code out} fails
     */
    default void write(Assessment assessment, Appendable out) throws IOException {
        out.append(render(assessment));
    }

    /**
     * Writes {@code assessment} to {@code file} in UTF-8, replacing what is there. Missing parent directories are created.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    default void write(Assessment assessment, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, render(assessment));
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot write the hardening report to " + file, ex);
        }
    }

    /**
     * Returns a writer of JSON, valid against the schema {@code hardening-report.schema.json} that lies beside this class.
     *
     * <p>Within a major version of the schema, properties and values are only ever added.
     */
    static ReportWriter json() {
        return new JsonReport();
    }

    /** Returns a writer of one self-contained HTML page, which needs no network and no JavaScript. */
    static ReportWriter html() {
        return new HtmlReport();
    }

    /** Returns a writer of Markdown, for a pull request or a wiki. */
    static ReportWriter markdown() {
        return new MarkdownReport();
    }

    /** Returns a writer of plain text, for a console. */
    static ReportWriter text() {
        return new TextReport();
    }

    /** Returns a writer of one line that says where the application stands, for a log. */
    static ReportWriter summary() {
        return Wording::summary;
    }

    /** Returns a writer of SARIF 2.1.0, for code scanning. */
    static ReportWriter sarif() {
        return new SarifReport();
    }

    /** Returns a writer of OSCAL assessment results 1.1.2, for those who keep their compliance in OSCAL. */
    static ReportWriter oscal() {
        return new OscalReport();
    }

    /** Returns a writer of JUnit XML, for a build server: one test suite a rule, one test case a place. */
    static ReportWriter junit() {
        return new JunitReport();
    }
}
