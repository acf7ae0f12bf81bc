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
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules about what the application's own statements write into its log. Only statements whose level is on count. */
final class LoggedValues {

    private static final String SECRETS = "secrets.logged";

    private static final String PERSONAL = "secrets.personal-data-logged";

    private final ApplicationClassFiles files;

    private final Function<String, Optional<Kind>> printed;

    private final BiPredicate<String, String> isOn;

    private @Nullable Read read;

    /**
     * @param printed what the text of a class's objects contains
     * @param isOn whether the logger of a class, the first, writes what is logged at a level, the second
     */
    LoggedValues(
            ApplicationClassFiles files, Function<String, Optional<Kind>> printed, BiPredicate<String, String> isOn) {
        this.files = files;
        this.printed = printed;
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
        Read all = all();
        Map<String, List<LoggedValue>> places = all.values().stream()
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
        return List.of(all.reading().nothingFound(rule));
    }

    /** Reads the classes once: they do not change while the application runs. The levels of its loggers do. */
    private synchronized Read all() {
        Read known = read;
        if (known == null) {
            List<LoggedValue> found = new ArrayList<>();
            Reading reading = files.readWithNames(() -> new LoggedValueVisitor(found, printed));
            known = new Read(reading, List.copyOf(found));
            read = known;
        }
        return known;
    }

    /** What was read, and what was found in it. */
    private record Read(Reading reading, List<LoggedValue> values) {}

    private static String joined(Stream<String> texts) {
        return texts.distinct().sorted().collect(Collectors.joining(", "));
    }
}
