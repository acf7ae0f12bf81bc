package dev.readiness.spring.code;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.spring.assessment.ApplicationClassFiles;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;

/** Finds entities without a version that are read, set and written back. A token is only ever used up. */
final class LostUpdateRule implements ReadinessRule {

    private static final String ID = "scaling.lost-update";

    private static final String ENTITY = "jakarta.persistence.Entity";

    private static final List<String> VERSIONS =
            List.of("jakarta.persistence.Version", "org.springframework.data.annotation.Version");

    private final ApplicationClassFiles files;

    private final ClassLoader loader;

    LostUpdateRule(ApplicationClassFiles files, ClassLoader loader) {
        this.files = files;
        this.loader = loader;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        if (!ClassUtils.isPresent(ENTITY, loader)) {
            return List.of(Finding.notApplicable(ID, Finding.APPLICATION, "The application has no entities."));
        }
        Map<String, String> found = new TreeMap<>();
        var reading = files.readWithNames(() -> new ReadAndSetVisitor(found));
        Map<String, String> places = found.entrySet().stream()
                .filter(place -> !place.getKey().contains("Token") && isUnversionedEntity(place.getKey()))
                .collect(Collectors.toMap(
                        place -> ClassUtils.getShortName(place.getKey()),
                        Map.Entry::getValue,
                        (first, second) -> first,
                        TreeMap::new));
        return List.of(places.isEmpty() ? reading.nothingFound(ID) : failure(places));
    }

    private boolean isUnversionedEntity(String name) {
        try {
            Class<?> type = ClassUtils.forName(name, loader);
            return MergedAnnotations.from(type).isPresent(ENTITY)
                    && Stream.<Class<?>>iterate(type, level -> level != null, Class::getSuperclass)
                            .flatMap(level -> Stream.<AnnotatedElement>concat(
                                    Stream.of(level.getDeclaredFields()), Stream.of(level.getDeclaredMethods())))
                            .noneMatch(member -> VERSIONS.stream()
                                    .anyMatch(version ->
                                            MergedAnnotations.from(member).isPresent(version)));
        } catch (ClassNotFoundException | LinkageError ex) {
            return false;
        }
    }

    private static Finding failure(Map<String, String> places) {
        String entities = String.join(", ", places.keySet());
        return Finding.fail(
                ID,
                Finding.APPLICATION,
                "Of two users who change the same row at once, the first loses the change without a word: no version tells them apart in %s."
                        .formatted(entities),
                "@Version private long version; in %s, and a column for it in a migration".formatted(entities),
                places.entrySet().stream()
                        .map(place -> new Evidence(
                                "byte code of " + place.getValue(), "reads a " + place.getKey() + " and sets it"))
                        .toArray(Evidence[]::new));
    }
}
