package dev.readiness.assessment;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks rules about an application and puts their answers together.
 *
 * <p>It knows no feature by name: rules and inspectors are handed in. A rule or an inspector that throws becomes an
 * {@link Result#UNKNOWN} with its cause; an assessment itself never fails. Instances are immutable and safe for use by many
 * threads if the rules are.
 */
public final class Assessor {

    private final List<ReadinessRule> rules;
    private final List<EndpointInspector> inspectors;
    private final List<Slice> slices;
    private final List<Waiver> waivers;
    private final List<Attestation> attestations;
    private final List<ControlAttestation> attestedControls;
    private final List<SliceTime> sliceTimes;
    private final PastEstimates pastEstimates;
    private final List<AccessMatrixSource> access;
    private final InstantSource time;

    private Assessor(Builder builder) {
        this.rules = List.copyOf(builder.rules);
        this.inspectors = List.copyOf(builder.inspectors);
        this.slices = List.copyOf(builder.slices);
        this.waivers = List.copyOf(builder.waivers);
        this.attestations = List.copyOf(builder.attestations);
        this.attestedControls = List.copyOf(builder.attestedControls);
        this.sliceTimes = List.copyOf(builder.sliceTimes);
        this.pastEstimates = builder.pastEstimates;
        this.access = List.copyOf(builder.access);
        this.time = builder.time;
    }

    /** Returns a builder without any rule. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns what the rules say of {@code inventory} now. */
    public Assessment assess(Inventory inventory) {
        Instant now = time.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Map<String, RuleDescription> descriptions = descriptions();
        List<Finding> findings = rules.stream()
                .flatMap(rule -> ask(rule, inventory).stream())
                .map(finding -> attestIfVouchedFor(finding, today))
                .map(finding -> waiveIfAccepted(finding, today))
                .sorted(Assessment.worstFirst(descriptions))
                .toList();
        List<Slice> proposed = SliceProposals.of(inventory, slices);
        List<String> notes = notes(findings, today);
        AccessMatrix matrix = accessTo(inventory, notes);
        SliceStandings standings = new SliceStandings(descriptions, findings);
        return new Assessment(
                inventory.application(),
                now,
                inventory.endpoints().stream().map(this::inspect).toList(),
                descriptions.values().stream().toList(),
                findings,
                standings.of(slicesOf(inventory), inventory),
                standings.of(proposed, inventory),
                new EffortSurvey(inventory, findings)
                        .of(
                                Stream.concat(slices.stream(), proposed.stream())
                                        .toList(),
                                sliceTimes,
                                pastEstimates,
                                notes),
                attestedControls.stream().filter(word -> !word.expiredOn(today)).toList(),
                notes,
                List.of(),
                matrix);
    }

    private Map<String, RuleDescription> descriptions() {
        return rules.stream()
                .map(ReadinessRule::description)
                .collect(Collectors.toMap(
                        RuleDescription::id, Function.identity(), (first, second) -> first, java.util.TreeMap::new));
    }

    private List<Slice> slicesOf(Inventory inventory) {
        List<String> ids =
                inventory.applicationEndpoints().stream().map(Endpoint::id).toList();
        return !slices.isEmpty() || ids.isEmpty() ? slices : List.of(new Slice("whole application", ids));
    }

    private static List<Finding> ask(ReadinessRule rule, Inventory inventory) {
        String id = rule.description().id();
        try {
            List<Finding> findings = rule.assess(inventory);
            return findings.isEmpty()
                    ? List.of(Finding.notApplicable(id, Finding.APPLICATION, "There was nothing to look at"))
                    : findings;
        } catch (RuntimeException | LinkageError ex) {
            return List.of(Finding.unknown(id, Finding.APPLICATION, "The rule could not be asked: " + ex));
        }
    }

    private AssessedEndpoint inspect(Endpoint endpoint) {
        Map<String, EndpointInspector.Fact> facts = new LinkedHashMap<>();
        for (EndpointInspector inspector : inspectors) {
            try {
                inspector.inspect(endpoint).ifPresent(fact -> facts.put(inspector.aspect(), fact));
            } catch (RuntimeException | LinkageError ex) {
                facts.put(inspector.aspect(), new EndpointInspector.Fact("unknown", "Could not be seen: " + ex));
            }
        }
        return new AssessedEndpoint(endpoint, facts);
    }

    private Finding attestIfVouchedFor(Finding finding, LocalDate today) {
        if (finding.result() != Result.UNKNOWN) {
            return finding;
        }
        return attestations.stream()
                .filter(attestation -> attestation.covers(finding) && !attestation.expiredOn(today))
                .findFirst()
                .map(attestation -> finding.as(
                        Result.ATTESTED,
                        new Evidence(
                                "attested by " + attestation.by() + " until " + attestation.until(),
                                attestation.evidence())))
                .orElse(finding);
    }

    private Finding waiveIfAccepted(Finding finding, LocalDate today) {
        if (finding.result() != Result.FAIL) {
            return finding;
        }
        return waivers.stream()
                .filter(waiver -> waiver.covers(finding) && !waiver.expiredOn(today))
                .findFirst()
                .map(waiver ->
                        finding.as(Result.WAIVED, new Evidence("waived until " + waiver.expires(), waiver.reason())))
                .orElse(finding);
    }

    private List<String> notes(List<Finding> findings, LocalDate today) {
        List<String> notes = new ArrayList<>();
        for (Waiver waiver : waivers) {
            String name = "The waiver of " + waiver.rule() + " at " + waiver.where();
            if (waiver.expiredOn(today)) {
                notes.add(name + " expired on " + waiver.expires() + ": harden the place, or renew it with a reason");
            } else if (findings.stream().noneMatch(found -> found.result() == Result.WAIVED && waiver.covers(found))) {
                notes.add(name + " is no longer needed: remove it");
            }
        }
        for (Attestation attestation : attestations) {
            if (attestation.expiredOn(today)) {
                notes.add(expired(attestation.rule(), attestation.by(), attestation.until()));
            }
        }
        attestedControls.stream()
                .filter(word -> word.expiredOn(today))
                .forEach(word -> notes.add(expired(word.control(), word.by(), word.until())));
        return notes;
    }

    private AccessMatrix accessTo(Inventory inventory, List<String> notes) {
        for (AccessMatrixSource source : access) {
            try {
                AccessMatrix matrix = source.of(inventory);
                if (!matrix.isEmpty()) {
                    return matrix;
                }
            } catch (RuntimeException | LinkageError ex) {
                notes.add("Who reaches which endpoint could not be asked: " + ex);
            }
        }
        return AccessMatrix.NONE;
    }

    private static String expired(String about, String by, LocalDate until) {
        return "The attestation of " + about + " by " + by + " expired on " + until + ": ask again";
    }

    /** Puts an {@link Assessor} together. Not safe for use by many threads. */
    public static final class Builder {

        private final List<ReadinessRule> rules = new ArrayList<>();
        private final List<EndpointInspector> inspectors = new ArrayList<>();
        private final List<Slice> slices = new ArrayList<>();
        private final List<Waiver> waivers = new ArrayList<>();
        private final List<Attestation> attestations = new ArrayList<>();
        private final List<ControlAttestation> attestedControls = new ArrayList<>();
        private final List<SliceTime> sliceTimes = new ArrayList<>();
        private final List<AccessMatrixSource> access = new ArrayList<>();
        private PastEstimates pastEstimates = PastEstimates.none();
        private InstantSource time = InstantSource.system();

        private Builder() {}

        /** Adds rules to ask. */
        public Builder rules(Collection<? extends ReadinessRule> added) {
            rules.addAll(added);
            return this;
        }

        /** Adds inspectors, whose facts appear in the order in which they were added. */
        public Builder inspectors(Collection<? extends EndpointInspector> added) {
            inspectors.addAll(added);
            return this;
        }

        /** Adds slices; without any, the whole application is one slice, and others are proposed by path. */
        public Builder slices(Collection<Slice> added) {
            slices.addAll(added);
            return this;
        }

        /** Adds accepted findings. */
        public Builder waivers(Collection<Waiver> added) {
            waivers.addAll(added);
            return this;
        }

        /** Adds somebody's word for what cannot be seen. */
        public Builder attestations(Collection<Attestation> added) {
            attestations.addAll(added);
            return this;
        }

        /** Adds somebody's word for controls that no rule looks at. */
        public Builder attestedControls(Collection<ControlAttestation> added) {
            attestedControls.addAll(added);
            return this;
        }

        /** Adds how long finished slices took, for an estimate of the rest. */
        public Builder sliceTimes(Collection<SliceTime> added) {
            sliceTimes.addAll(added);
            return this;
        }

        /** Sets the estimates so far, to be scored by what was finished since; by default there are none. */
        public Builder pastEstimates(PastEstimates past) {
            this.pastEstimates = Objects.requireNonNull(past, "past");
            return this;
        }

        /** Adds who can be asked which caller gets through to which endpoint; the first that knows answers. */
        public Builder access(Collection<? extends AccessMatrixSource> added) {
            access.addAll(added);
            return this;
        }

        /** Sets where the present comes from; by default the system clock. */
        public Builder time(InstantSource source) {
            this.time = Objects.requireNonNull(source, "source");
            return this;
        }

        /** Returns the assessor. */
        public Assessor build() {
            return new Assessor(this);
        }
    }
}
