package dev.readiness.assessment;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The verdict on an application at one moment: plain data. Looking is separate from failing; only {@link #orThrow()} throws.
 *
 * @param application name of the application
 * @param at when it was looked at
 * @param endpoints every way in, with what is in effect there
 * @param rules the rules that were asked, in the order of their ids
 * @param findings what they said, worst first
 * @param slices how far each declared slice has come; the whole application is one where none is declared
 * @param proposals slices that are proposed for endpoints of no declared one, by their paths, and how far they have come
 * @param effort what is done, what is left, and how long that may take
 * @param attestedControls somebody's word for controls that no rule looks at
 * @param notes remarks on the assessment itself, for example a waiver that has expired or that nothing needs any more
 * @param charts figures that were measured, to be shown with their dimensions
 * @param access who gets through to which endpoint; {@link AccessMatrix#NONE} if nobody could be asked
 */
public record Assessment(
        String application,
        Instant at,
        List<AssessedEndpoint> endpoints,
        List<RuleDescription> rules,
        List<Finding> findings,
        List<SliceStanding> slices,
        List<SliceStanding> proposals,
        Effort effort,
        List<ControlAttestation> attestedControls,
        List<String> notes,
        List<ReportChart> charts,
        AccessMatrix access) {

    /** Checks and copies the parts. */
    public Assessment {
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(at, "at");
        endpoints = List.copyOf(endpoints);
        rules = List.copyOf(rules);
        findings = List.copyOf(findings);
        slices = List.copyOf(slices);
        proposals = List.copyOf(proposals);
        Objects.requireNonNull(effort, "effort");
        attestedControls = List.copyOf(attestedControls);
        notes = List.copyOf(notes);
        charts = List.copyOf(charts);
        Objects.requireNonNull(access, "access");
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

    /** Returns the grade of the application, over all dimensions. */
    public Grading grading() {
        List<Dimension> unasked = dimensions().stream()
                .filter(standing -> standing.asked() == 0)
                .map(DimensionStanding::dimension)
                .toList();
        return new GradeCaps(this).grade(findings, unasked);
    }

    /**
     * Returns the evidence that this assessment contributes to the controls of each framework.
     *
     * <p>It is evidence, not a certificate: no state means that a control is satisfied.
     */
    public List<FrameworkStanding> compliance() {
        return new Compliance(this).standings();
    }

    /** Returns a copy with other notes. */
    public Assessment withNotes(List<String> others) {
        return new Assessment(
                application,
                at,
                endpoints,
                rules,
                findings,
                slices,
                proposals,
                effort,
                attestedControls,
                others,
                charts,
                access);
    }

    /** Returns a copy with other charts. */
    public Assessment withCharts(List<ReportChart> others) {
        return new Assessment(
                application,
                at,
                endpoints,
                rules,
                findings,
                slices,
                proposals,
                effort,
                attestedControls,
                notes,
                others,
                access);
    }

    /**
     * Returns a copy in which {@code mask} was applied to every text that comes from the application: names of endpoints and
     * what is in effect there, findings with their evidence, slices, words of people, and notes. The same object if nothing
     * is hidden.
     *
     * @param mask returns the same text where it has nothing to hide
     */
    public Assessment hiding(UnaryOperator<String> mask) {
        Assessment hidden = new MaskedTexts(mask).in(this);
        return hidden.equals(this) ? this : hidden;
    }

    /**
     * Returns a copy in which the failures that {@code known} holds are {@link Result#WAIVED}, so that only new ones fail the
     * build.
     *
     * <p>The slices stay as they are: to be known from the beginning makes a finding no reason to fail a build, but it still
     * keeps its slice from the next stage. What is known and no longer found is said in the notes.
     */
    public Assessment except(KnownFindings known) {
        return new Assessment(
                application,
                at,
                endpoints,
                rules,
                findings.stream().map(known::waiveIfKnown).toList(),
                slices,
                proposals,
                effort,
                attestedControls,
                Stream.concat(notes.stream(), known.noLongerIn(this).stream()).toList(),
                charts,
                access);
    }

    /**
     * Returns a copy that holds only what concerns the slice {@code name}: its endpoints, and the findings of those endpoints
     * and of the application as a whole.
     *
     * @throws IllegalArgumentException if this assessment has no such slice
     */
    public Assessment onlySlice(String name) {
        SliceStanding standing = findSlice(name)
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
                slices.contains(standing) ? List.of(standing) : List.of(),
                slices.contains(standing) ? List.of() : List.of(standing),
                effort,
                attestedControls,
                notes,
                charts,
                access.only(slice::contains));
    }

    /** Returns the declared or proposed slice {@code name}, or nothing if there is none of that name. */
    public Optional<SliceStanding> findSlice(String name) {
        return Stream.concat(slices.stream(), proposals.stream())
                .filter(standing -> standing.slice().name().equals(name))
                .findFirst();
    }

    private List<String> sliceNames() {
        return Stream.concat(slices.stream(), proposals.stream())
                .map(standing -> standing.slice().name())
                .toList();
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
            throw new NotReadyException(this, blocking);
        }
    }

    private DimensionStanding standingOf(Dimension dimension) {
        Map<String, Dimension> dimensionOfRule =
                rules.stream().collect(Collectors.toMap(RuleDescription::id, RuleDescription::dimension));
        List<Finding> own = findings.stream()
                .filter(finding -> dimensionOfRule.get(finding.ruleId()) == dimension)
                .toList();
        Map<Result, Long> counts = own.stream().collect(Collectors.groupingBy(Finding::result, Collectors.counting()));
        return new DimensionStanding(
                dimension,
                count(counts, Result.PASS),
                count(counts, Result.FAIL),
                count(counts, Result.UNKNOWN),
                count(counts, Result.ATTESTED),
                count(counts, Result.WAIVED),
                new GradeCaps(this).grade(own, List.of()));
    }

    private static int count(Map<Result, Long> counts, Result result) {
        return counts.getOrDefault(result, 0L).intValue();
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
