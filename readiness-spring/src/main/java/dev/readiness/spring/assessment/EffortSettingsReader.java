package dev.readiness.spring.assessment;

import dev.readiness.assessment.SliceTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.StringUtils;

/** Turns the properties of the effort into what they mean. */
final class EffortSettingsReader {

    private final List<String> problems;

    /**
     * Creates a reader.
     *
     * @param problems takes what is wrong
     */
    EffortSettingsReader(List<String> problems) {
        this.problems = problems;
    }

    EffortSettings read(AssessmentProperties.Effort properties) {
        List<SliceTime> declared = new ArrayList<>();
        List<String> active = new ArrayList<>();
        properties.finished().forEach((slice, time) -> {
            if (time.strip().equals("activity")) {
                active.add(slice);
            } else {
                declare(slice, time.strip(), declared);
            }
        });
        String estimates = properties.estimates();
        return new EffortSettings(
                declared,
                active,
                Path.of(properties.repository()),
                StringUtils.hasText(estimates) ? Path.of(estimates) : null);
    }

    private void declare(String slice, String text, List<SliceTime> declared) {
        Duration time = parse(text);
        if (time.isNegative() || time.isZero()) {
            problems.add(
                    "'readiness.effort.finished.%s' must be a working time such as '24h', or 'activity', but is '%s'"
                            .formatted(slice, text));
        } else {
            declared.add(new SliceTime(slice, time, SliceTime.Source.DECLARED));
        }
    }

    private static Duration parse(String text) {
        try {
            return DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException ex) {
            return Duration.ZERO;
        }
    }
}
