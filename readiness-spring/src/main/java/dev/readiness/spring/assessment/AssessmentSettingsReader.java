package dev.readiness.spring.assessment;

import dev.readiness.assessment.Attestation;
import dev.readiness.assessment.Control;
import dev.readiness.assessment.ControlAttestation;
import dev.readiness.assessment.ControlCatalogue;
import dev.readiness.assessment.Slice;
import dev.readiness.assessment.Waiver;
import dev.readiness.spring.assessment.AssessmentProperties.Accepted;
import dev.readiness.spring.assessment.AssessmentProperties.Attested;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** Turns the properties of the hardening report into what they mean, and names all that is wrong with them at once. */
final class AssessmentSettingsReader {

    private final List<String> problems = new ArrayList<>();

    private final Supplier<? extends Collection<String>> ruleIds;

    private AssessmentSettingsReader(Supplier<? extends Collection<String>> ruleIds) {
        this.ruleIds = ruleIds;
    }

    /**
     * Returns what {@code properties} mean.
     *
     * @param ruleIds the rules that waivers and attestations may name; asked only if there are any
     * @throws InvalidAssessmentSettingsException if anything is missing, unreadable or names an unknown rule
     */
    static AssessmentSettings read(AssessmentProperties properties, Supplier<? extends Collection<String>> ruleIds) {
        return new AssessmentSettingsReader(ruleIds).read(properties);
    }

    private AssessmentSettings read(AssessmentProperties properties) {
        List<Slice> slices = readSlices(properties.slices());
        List<Waiver> waivers = readWaivers(properties.waivers());
        List<Attestation> attestations = new ArrayList<>();
        List<ControlAttestation> attestedControls = new ArrayList<>();
        readAttestations(properties.attestations(), attestations, attestedControls);
        checkRequired(properties.assessment().required());
        EffortSettings effort = new EffortSettingsReader(problems).read(properties.effort());
        if (!problems.isEmpty()) {
            throw new InvalidAssessmentSettingsException(problems);
        }
        return new AssessmentSettings(slices, waivers, attestations, attestedControls, effort);
    }

    private void checkRequired(List<String> ids) {
        for (int index = 0; index < ids.size(); index++) {
            String id = ids.get(index);
            if (!ruleIds.get().contains(id)) {
                problems.add("'readiness.assessment.required[%d]' must be the id of a rule but is '%s'%s"
                        .formatted(index, id, guess(id, ruleIds.get())));
            }
        }
    }

    private List<Slice> readSlices(Map<String, List<String>> declared) {
        List<Slice> slices = new ArrayList<>();
        declared.forEach((name, endpoints) -> {
            if (endpoints.isEmpty() || endpoints.stream().anyMatch(endpoint -> !StringUtils.hasText(endpoint))) {
                problems.add("'readiness.slices.%s[0]' must name an endpoint, for example 'POST /signup', but is empty"
                        .formatted(name));
            } else {
                slices.add(new Slice(name, endpoints));
            }
        });
        return slices;
    }

    private List<Waiver> readWaivers(List<Accepted> declared) {
        List<Waiver> waivers = new ArrayList<>();
        for (int index = 0; index < declared.size(); index++) {
            Accepted accepted = declared.get(index);
            Group group = new Group("readiness.waivers[%d]".formatted(index));
            String rule = group.rule(accepted.rule());
            String where = group.text("where", accepted.where(), "the place of the finding, or '*' for every place");
            String reason = group.text("reason", accepted.reason(), "why the finding is accepted");
            LocalDate expires = group.day("expires", accepted.expires());
            if (group.complete) {
                waivers.add(new Waiver(rule, where, reason, expires));
            }
        }
        return waivers;
    }

    private void readAttestations(
            List<Attested> declared, List<Attestation> ofFindings, List<ControlAttestation> ofControls) {
        for (int index = 0; index < declared.size(); index++) {
            Attested attested = declared.get(index);
            Group group = new Group("readiness.attestations[%d]".formatted(index));
            if (StringUtils.hasText(attested.control())) {
                group.control(attested).ifPresent(ofControls::add);
            } else {
                group.finding(attested).ifPresent(ofFindings::add);
            }
        }
    }

    private static String guess(String name, Collection<String> known) {
        return ClosestName.to(name, known)
                .map("; did you mean '%s'?"::formatted)
                .orElse("");
    }

    /** The properties of one waiver or attestation. */
    private final class Group {

        private final String prefix;

        private boolean complete = true;

        Group(String prefix) {
            this.prefix = prefix;
        }

        Optional<Attestation> finding(Attested attested) {
            String rule = rule(attested.rule());
            String where = text("where", attested.where(), "the place of the finding, or '*' for every place");
            String by = text("by", attested.by(), "who vouches for it");
            LocalDate until = day("until", attested.until());
            String evidence = text("evidence", attested.evidence(), "what the word rests on");
            return complete ? Optional.of(new Attestation(rule, where, by, until, evidence)) : Optional.empty();
        }

        Optional<ControlAttestation> control(Attested attested) {
            List<String> known =
                    ControlCatalogue.controls().stream().map(Control::name).toList();
            String control = Objects.requireNonNull(attested.control()).strip();
            if (!known.contains(control)) {
                problem(
                        "control",
                        "must be the name of a control but is '%s'%s".formatted(control, guess(control, known)));
            }
            if (StringUtils.hasText(attested.rule()) || StringUtils.hasText(attested.where())) {
                problem("control", "must stand alone, without 'rule' and 'where'");
            }
            String by = text("by", attested.by(), "who vouches for it");
            LocalDate until = day("until", attested.until());
            String evidence = text("evidence", attested.evidence(), "what the word rests on");
            return complete ? Optional.of(new ControlAttestation(control, by, until, evidence)) : Optional.empty();
        }

        String rule(@Nullable String id) {
            String rule = text("rule", id, "the id of a rule");
            if (!rule.isEmpty() && !ruleIds.get().contains(rule)) {
                problem("rule", "must be the id of a rule but is '%s'%s".formatted(rule, guess(rule, ruleIds.get())));
            }
            return rule;
        }

        String text(String name, @Nullable String value, String meaning) {
            if (!StringUtils.hasText(value)) {
                problem(name, "must say " + meaning + " but is missing");
                return "";
            }
            return Objects.requireNonNull(value).strip();
        }

        LocalDate day(String name, @Nullable String value) {
            String text = text(name, value, "the last day, for example '2027-06-30',");
            try {
                return text.isEmpty() ? LocalDate.MAX : LocalDate.parse(text);
            } catch (DateTimeParseException ex) {
                problem(name, "must be a day such as '2027-06-30' but is '%s'".formatted(text));
                return LocalDate.MAX;
            }
        }

        private void problem(String name, String text) {
            complete = false;
            problems.add("'%s.%s' %s".formatted(prefix, name, text));
        }
    }
}
