package dev.readiness.assessment;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The verdict on an application at one moment: plain data. Looking is separate from failing; only {@link #orThrow()} throws.
 *
 * @param application name of the application
 * @param at when it was looked at
 * @param endpoints every way in, with what is in effect there
 * @param rules the rules that were asked, in the order of their ids
 * @param findings what they said, worst first
 * @param slices how far each slice has come
 * @param notes remarks on the assessment itself, for example a waiver that has expired or that nothing needs any more
 */
public record Assessment(
        String application,
        Instant at,
        List<AssessedEndpoint> endpoints,
        List<RuleDescription> rules,
        List<Finding> findings,
        List<SliceStanding> slices,
        List<String> notes) {

    /** Checks and copies the parts. */
    public Assessment {
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(at, "at");
        endpoints = List.copyOf(endpoints);
        rules = List.copyOf(rules);
        findings = List.copyOf(findings);
        slices = List.copyOf(slices);
        notes = List.copyOf(notes);
    }

    /**
     * Returns the description of the rule that made {@code finding}.
     *
     * @throws IllegalArgumentException if no rule of this assessment did
     */
    public RuleDescription ruleOf(Finding finding) {
        return rules.stream()
                .filter(rule -> rule.id().equals(finding.ruleId()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'finding' must come from this assessment but is of the rule " + finding.ruleId()));
    }

    /** Returns the findings that failed and are not waived, worst first. */
    public List<Finding> failures() {
        return findings.stream()
                .filter(finding -> finding.result() == Result.FAIL)
                .toList();
    }

    /** Returns how each of the five dimensions stands, in the order of {@link Dimension}. */
    public List<DimensionStanding> dimensions() {
        return List.of(Dimension.values()).stream().map(this::standingOf).toList();
    }

    /**
     * Returns a copy in which the failures that {@code known} holds are {@link Result#WAIVED}, so that only new ones fail the
     * build.
     *
     * <p>The slices stay as they are: to be known from the beginning makes a finding no reason to fail a build, but it still
     * keeps its slice from the next stage.
     */
    public Assessment except(KnownFindings known) {
        return new Assessment(
                application,
                at,
                endpoints,
                rules,
                findings.stream().map(known::waiveIfKnown).toList(),
                slices,
                notes);
    }

    /**
     * Returns a copy that holds only what concerns the slice {@code name}: its endpoints, and the findings of those endpoints
     * and of the application as a whole.
     *
     * @throws IllegalArgumentException if this assessment has no such slice
     */
    public Assessment onlySlice(String name) {
        SliceStanding standing = slices.stream()
                .filter(candidate -> candidate.slice().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'name' must be one of the slices " + sliceNames() + " but is '" + name + "'"));
        Slice slice = standing.slice();
        List<Endpoint> all = endpoints.stream().map(AssessedEndpoint::endpoint).toList();
        return new Assessment(
                application,
                at,
                endpoints.stream()
                        .filter(assessed -> slice.contains(assessed.endpoint()))
                        .toList(),
                rules,
                findings.stream().filter(new SliceScope(slice, all)).toList(),
                List.of(standing),
                notes);
    }

    private List<String> sliceNames() {
        return slices.stream().map(standing -> standing.slice().name()).toList();
    }

    /**
     * Throws if anything failed, naming each problem and its remedy.
     *
     * @throws NotReadyException if there is at least one failure
     */
    public void orThrow() {
        orThrow(Severity.LOW);
    }

    /**
     * Throws if anything of at least {@code threshold} failed, naming each problem and its remedy.
     *
     * @throws NotReadyException if there is at least one such failure
     */
    public void orThrow(Severity threshold) {
        List<Finding> blocking = failures().stream()
                .filter(finding -> ruleOf(finding).severity().compareTo(threshold) <= 0)
                .toList();
        if (!blocking.isEmpty()) {
            throw new NotReadyException(application, blocking);
        }
    }

    private DimensionStanding standingOf(Dimension dimension) {
        Map<String, Dimension> dimensionOfRule =
                rules.stream().collect(Collectors.toMap(RuleDescription::id, RuleDescription::dimension));
        Map<Result, Integer> counts = new LinkedHashMap<>();
        findings.stream()
                .filter(finding -> dimensionOfRule.get(finding.ruleId()) == dimension)
                .forEach(finding -> counts.merge(finding.result(), 1, Integer::sum));
        return new DimensionStanding(
                dimension,
                counts.getOrDefault(Result.PASS, 0),
                counts.getOrDefault(Result.FAIL, 0),
                counts.getOrDefault(Result.UNKNOWN, 0),
                counts.getOrDefault(Result.ATTESTED, 0),
                counts.getOrDefault(Result.WAIVED, 0));
    }

    static Comparator<Finding> worstFirst(Map<String, RuleDescription> rules) {
        return Comparator.comparing(Finding::result, Comparator.comparingInt(Assessment::urgency))
                .thenComparing(finding ->
                        Objects.requireNonNull(rules.get(finding.ruleId())).severity())
                .thenComparing(Finding::ruleId)
                .thenComparing(Finding::where);
    }

    private static int urgency(Result result) {
        return switch (result) {
            case FAIL -> 0;
            case UNKNOWN -> 1;
            case WAIVED -> 2;
            case ATTESTED -> 3;
            case PASS -> 4;
            case NOT_APPLICABLE -> 5;
        };
    }
}
