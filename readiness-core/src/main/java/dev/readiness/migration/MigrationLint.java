package dev.readiness.migration;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for hazards in migrations for PostgreSQL before they run: long locks, what breaks the version that runs meanwhile,
 * what loses rows, what fails or hangs under Flyway.
 *
 * <pre>{@code
 * MigrationLint.of(LintContext.ofVersion(16))
 *         .lint(MigrationScript.in(Path.of("src/main/resources/db/migration")), "41")
 *         .orThrow();
 * }</pre>
 *
 * <p>Only pending migrations are judged, as one sequence: what they make themselves nobody uses yet. What is not understood is
 * {@link LintVerdict#UNKNOWN}, never safe. A comment before a statement allows a finding until a day:
 * {@code -- readiness:ignore table-drop reason="unused since V30" until=2027-01-01}.
 *
 * <p>Immutable; safe for use by many threads. Needs neither Flyway nor, unless the context names one, a database.
 */
public final class MigrationLint {

    private final LintContext context;
    private final LocalDate today;

    private MigrationLint(LintContext context, LocalDate today) {
        this.context = context;
        this.today = today;
    }

    /** Returns a lint that knows {@code context}. Suppressions end by the day in UTC. */
    public static MigrationLint of(LintContext context) {
        return new MigrationLint(Objects.requireNonNull(context, "context"), LocalDate.now(ZoneOffset.UTC));
    }

    /** Returns the same lint on another day. */
    public MigrationLint on(LocalDate day) {
        return new MigrationLint(context, Objects.requireNonNull(day, "day"));
    }

    /**
     * Judges all scripts of {@code directory} that come after a version; those up to it tell what the schema is.
     *
     * @param applied the last version that has been applied everywhere, {@code 41}, or {@code 0} for none
     * @throws IOException if a file cannot be read
     */
    public LintReport lint(Path directory, String applied) throws IOException {
        return lint(MigrationScript.in(directory), applied);
    }

    /**
     * Judges the {@code scripts} that come after a version; those up to it tell what the schema is.
     *
     * @param applied the last version that has been applied everywhere, {@code 41}, or {@code 0} for none
     * @throws IllegalArgumentException if {@code applied} is no version
     */
    public LintReport lint(List<MigrationScript> scripts, String applied) {
        if (!applied.matches("[0-9]+([._][0-9]+)*")) {
            throw new IllegalArgumentException("'applied' must be a version like 41 or 41.1 but is '" + applied + "'");
        }
        List<MigrationScript> ordered = scripts.stream().sorted().toList();
        return lint(
                ordered.stream().filter(script -> !script.isAfter(applied)).toList(),
                ordered.stream().filter(script -> script.isAfter(applied)).toList());
    }

    /**
     * Judges {@code pending} scripts in the order given.
     *
     * @param applied scripts that made the present schema, in order; may be empty, then less is known of it
     */
    public LintReport lint(List<MigrationScript> applied, List<MigrationScript> pending) {
        KnownSchema schema = known(applied);
        List<List<Recognised>> read =
                pending.stream().map(script -> recognise(script.sql())).toList();
        Set<String> withPolicy = new HashSet<>();
        read.forEach(file -> file.forEach(statement -> statement.changes().stream()
                .filter(change -> change.kind() == ChangeKind.CREATE_POLICY)
                .forEach(change -> withPolicy.add(change.object().key()))));
        List<LintedStatement> statements = new ArrayList<>();
        List<LintFinding> aboutFiles = new ArrayList<>();
        Set<String> waited = new TreeSet<>();
        for (int i = 0; i < pending.size(); i++) {
            FileTransaction transaction = new FileTransaction(pending.get(i), read.get(i), context);
            statements.addAll(file(pending.get(i), read.get(i), schema, withPolicy, transaction));
            FileFindings.severalTables(pending.get(i), transaction).ifPresent(aboutFiles::add);
            waited.addAll(FileFindings.waitsWithoutLimit(read.get(i), transaction));
        }
        if (!context.lockTimeout() && !waited.isEmpty()) {
            aboutFiles.add(FileFindings.noLockTimeout(pending.get(0), waited));
        }
        return new LintReport(statements, aboutFiles);
    }

    private List<LintedStatement> file(
            MigrationScript script,
            List<Recognised> read,
            KnownSchema schema,
            Set<String> withPolicy,
            FileTransaction transaction) {
        SchemaTraits traits = new SchemaTraits(schema, context.serverVersion());
        List<LintedStatement> statements = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            StatementJudge judge = new StatementJudge(script, read.get(i), context, schema);
            for (SchemaChange change : read.get(i).changes()) {
                traits.add(change);
                change.with(withPolicy.contains(change.object().key()), Trait.POLICY_FOLLOWS);
                transaction.add(change, i);
                if (change.kind() == ChangeKind.DROP_VIEW) {
                    transaction
                            .maker(change, i)
                            .ifPresent(view -> traits.compareView(change, view.part("viewColumns")));
                }
                judge.judge(change);
                schema.apply(change, true);
            }
            read.get(i).changes().forEach(transaction::remember);
            statements.add(judge.verdict(today));
        }
        return statements;
    }

    private KnownSchema known(List<MigrationScript> applied) {
        KnownSchema schema = new KnownSchema(context.schema());
        applied.forEach(script -> recognise(script.sql())
                .forEach(statement -> statement.changes().forEach(change -> schema.apply(change, false))));
        context.database().ifPresent(database -> {
            try (Connection connection = database.getConnection()) {
                LiveSchema.read(connection, schema);
            } catch (SQLException ex) {
                throw new IllegalStateException("The database did not say what its schema is", ex);
            }
        });
        return schema;
    }

    private List<Recognised> recognise(String sql) {
        return SqlStatement.split(sql).stream()
                .map(Recognised::of)
                .map(statement -> statement.in(context.schema()))
                .toList();
    }

    /** Returns the ids of all rules. */
    public static List<String> rules() {
        return LintRules.all().stream().map(LintRule::id).toList();
    }
}
