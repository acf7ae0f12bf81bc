package dev.readiness.assessment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sorts findings by the controls that their rules bear on. */
final class Compliance {

    /** Where controls are shown that a user's own rule names and that no framework of ours has. */
    private static final Framework OTHER =
            new Framework("other", "Other controls", "Named by rules of the application itself.");

    private final Assessment assessment;

    Compliance(Assessment assessment) {
        this.assessment = assessment;
    }

    List<FrameworkStanding> standings() {
        Map<String, Control> controls = new LinkedHashMap<>();
        ControlCatalogue.controls().forEach(control -> controls.put(control.name(), control));
        assessment.rules().stream()
                .flatMap(rule -> rule.controls().stream())
                .forEach(name -> controls.computeIfAbsent(name, Compliance::uncatalogued));
        List<Framework> frameworks = new ArrayList<>(ControlCatalogue.frameworks());
        frameworks.add(OTHER);
        return frameworks.stream()
                .map(framework -> new FrameworkStanding(
                        framework,
                        controls.values().stream()
                                .filter(control -> control.framework().equals(framework.name()))
                                .map(this::standing)
                                .toList()))
                .filter(standing -> !standing.controls().isEmpty())
                .toList();
    }

    private static Control uncatalogued(String name) {
        return ControlCatalogue.frameworks().stream()
                .map(Framework::name)
                .filter(framework -> name.startsWith(framework + " "))
                .map(framework -> new Control(framework, name.substring(framework.length() + 1), ""))
                .findFirst()
                .orElse(new Control(OTHER.name(), name, ""));
    }

    private ControlStanding standing(Control control) {
        String name = control.framework().equals(OTHER.name()) ? control.id() : control.name();
        List<RuleDescription> rules = assessment.rules().stream()
                .filter(rule -> rule.controls().contains(name))
                .toList();
        List<String> ids = rules.stream().map(RuleDescription::id).toList();
        return new ControlStanding(
                control,
                rules,
                assessment.findings().stream()
                        .filter(finding -> ids.contains(finding.ruleId()))
                        .filter(finding -> finding.result() != Result.NOT_APPLICABLE)
                        .toList(),
                assessment.attestedControls().stream()
                        .filter(word -> word.control().equals(name))
                        .findFirst()
                        .orElse(null));
    }
}
