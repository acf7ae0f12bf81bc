package dev.readiness.migration;

import dev.readiness.assessment.Severity;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns the changes of one statement into findings and a verdict. */
final class StatementJudge {

    private final MigrationScript script;
    private final Recognised recognised;
    private final LintContext context;
    private final KnownSchema schema;
    private final Map<String, LintFinding> findings = new LinkedHashMap<>();

    StatementJudge(MigrationScript script, Recognised recognised, LintContext context, KnownSchema schema) {
        this.script = script;
        this.recognised = recognised;
        this.context = context;
        this.schema = schema;
    }

    /** Finds what is wrong with {@code change}, which has all of its traits. */
    void judge(SchemaChange change) {
        change.with(tooLong(change), Trait.TOO_LONG);
        for (LintRule rule : LintRules.about(change.kind())) {
            if (rule.breaks(change, context.serverVersion())) {
                add(rule, SafeVersion.parts(change, recognised.statement()), rows(change));
            }
        }
    }

    LintedStatement verdict(LocalDate today) {
        boolean seen = recognised.changes().stream()
                .anyMatch(change -> change.kind() == ChangeKind.HIDDEN || change.kind() == ChangeKind.PSQL_COMMAND);
        if (recognised.obstacle().isPresent() && !seen) {
            add(
                    LintRules.named("not-understood"),
                    Map.of("obstacle", recognised.obstacle().orElseThrow()),
                    OptionalLong.empty());
        }
        List<LintFinding> kept = new ArrayList<>();
        List<LintFinding> suppressed = new ArrayList<>();
        List<Suppression> suppressions = Suppression.of(recognised.statement());
        for (LintFinding finding : findings.values()) {
            boolean allowed = suppressions.stream().anyMatch(one -> one.allows(finding.rule(), today));
            (allowed ? suppressed : kept).add(finding);
        }
        findings.keySet().forEach(rule -> suppressions.removeIf(one -> one.allows(rule, today)));
        suppressions.forEach(one -> kept.add(misplaced(one, today)));
        boolean allowed = suppressed.stream().anyMatch(finding -> finding.effect() == LintEffect.UNSEEN);
        return new LintedStatement(
                script.name(), line(), recognised.statement().text(), verdict(kept, allowed), kept, suppressed);
    }

    private LintVerdict verdict(List<LintFinding> kept, boolean allowed) {
        if (kept.stream().anyMatch(LintFinding::isHazard)) {
            return LintVerdict.HAZARD;
        }
        boolean unseen = kept.stream()
                .anyMatch(finding ->
                        finding.effect() == LintEffect.UNSEEN && !finding.rule().startsWith("suppression-"));
        return unseen || recognised.obstacle().isPresent() || allowed ? LintVerdict.UNKNOWN : LintVerdict.SAFE;
    }

    private LintFinding misplaced(Suppression suppression, LocalDate today) {
        String id = "suppression-unused";
        if (!suppression.complete()) {
            id = "suppression-incomplete";
        } else if (!LintRules.exists(suppression.rule())) {
            id = "suppression-unknown-rule";
        } else if (today.isAfter(suppression.until())) {
            id = "suppression-expired";
        }
        Map<String, String> parts = Map.of("rule", suppression.rule(), "until", "" + suppression.until());
        return finding(LintRules.named(id), parts, OptionalLong.empty());
    }

    private void add(LintRule rule, Map<String, String> parts, OptionalLong rows) {
        findings.putIfAbsent(rule.id(), finding(rule, parts, rows));
    }

    private LintFinding finding(LintRule rule, Map<String, String> parts, OptionalLong rows) {
        boolean counted = rows.isPresent() && rule.effect().growsWithRows();
        boolean small = counted && rows.getAsLong() <= context.smallTableRows();
        Optional<Duration> estimate = counted ? rule.effect().estimate(rows.getAsLong()) : Optional.empty();
        return new LintFinding(
                rule.id(),
                small ? Severity.LOW : rule.severity(),
                rule.effect(),
                counted ? LintGrade.CONTEXT : LintGrade.STATIC,
                script.name(),
                line(),
                SafeVersion.summary(recognised.statement().text()),
                rule.lock(),
                SafeVersion.fill(rule.problem(), parts),
                SafeVersion.files(rule, script, parts),
                estimate);
    }

    private OptionalLong rows(SchemaChange change) {
        String locked = change.part("locked");
        return schema.table(change.object().key())
                .filter(table -> locked.isEmpty())
                .map(table -> table.rows)
                .orElse(OptionalLong.empty());
    }

    private int line() {
        return recognised.statement().line();
    }

    private static boolean tooLong(SchemaChange change) {
        return List.of("bare", "column", "constraint", "index", "new").stream()
                .map(change::part)
                .anyMatch(name -> name.replace("\"", "").getBytes(java.nio.charset.StandardCharsets.UTF_8).length > 63
                        && !name.contains("."));
    }
}
