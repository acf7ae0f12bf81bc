package dev.readiness.spring.secrets;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.spring.assessment.ApplicationClassFiles;
import dev.readiness.spring.assessment.ApplicationClassFiles.Reading;
import dev.readiness.spring.secrets.LoggedValue.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The rules about what the application's own statements write into its log. Only statements whose level is on count. */
final class LoggedValues {

    private static final String SECRETS = "secrets.logged";

    private static final String PERSONAL = "secrets.personal-data-logged";

    private final ApplicationClassFiles files;

    private final Predicate<String> printsSecrets;

    private final BiPredicate<String, String> isOn;

    /**
     * @param printsSecrets whether the text of a class's objects contains a secret
     * @param isOn whether the logger of a class, the first, writes what is logged at a level, the second
     */
    LoggedValues(ApplicationClassFiles files, Predicate<String> printsSecrets, BiPredicate<String, String> isOn) {
        this.files = files;
        this.printsSecrets = printsSecrets;
        this.isOn = isOn;
    }

    ReadinessRule secrets() {
        return ReadinessRule.of(
                RuleCatalogue.describe(SECRETS),
                inventory -> findings(
                        SECRETS,
                        Kind.SECRET,
                        "%s writes %s into the log: whoever reads the log, or a copy of it, can use it.",
                        "Take %2$s out of what %1$s logs, and give the type that holds it a toString() without it; log an id that tells what it is about."));
    }

    ReadinessRule personalData() {
        return ReadinessRule.of(
                RuleCatalogue.describe(PERSONAL),
                inventory -> findings(
                        PERSONAL,
                        Kind.PERSONAL,
                        "%s writes %s into the log, where it stays longer and is read by more people than in the database.",
                        "Log the id of the person at %1$s instead of %2$s."));
    }

    private List<Finding> findings(String rule, Kind kind, String problem, String remedy) {
        List<LoggedValue> found = new ArrayList<>();
        Reading reading = files.readWithNames(() -> new LoggedValueVisitor(found, printsSecrets));
        Map<String, List<LoggedValue>> places = found.stream()
                .filter(value -> value.kind() == kind)
                .filter(value -> isOn.test(value.className(), value.level()))
                .collect(Collectors.groupingBy(LoggedValue::where, TreeMap::new, Collectors.toList()));
        if (!places.isEmpty()) {
            return places.entrySet().stream()
                    .map(place -> {
                        String values = joined(place.getValue().stream().map(value -> "`" + value.value() + "`"));
                        return Finding.fail(
                                rule,
                                place.getKey(),
                                problem.formatted(place.getKey(), values),
                                remedy.formatted(place.getKey(), values),
                                new Evidence(
                                        "byte code of " + place.getKey(),
                                        "logs "
                                                + joined(place.getValue().stream()
                                                        .map(LoggedValue::what))));
                    })
                    .toList();
        }
        Evidence evidence = new Evidence("class files of the application", reading.read() + " classes were read");
        return List.of(
                reading.read() == 0 || !reading.unread().isEmpty()
                        ? Finding.unknown(
                                rule, Finding.APPLICATION, "Not every class of the application could be read", evidence)
                        : Finding.pass(rule, Finding.APPLICATION, evidence));
    }

    private static String joined(java.util.stream.Stream<String> texts) {
        return texts.distinct().sorted().collect(Collectors.joining(", "));
    }
}
