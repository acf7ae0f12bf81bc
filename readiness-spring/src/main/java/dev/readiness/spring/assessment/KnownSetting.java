package dev.readiness.spring.assessment;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;

/**
 * A setting, or a group of settings, that somebody reads.
 *
 * <p>Built from the records that settings are bound to, so that it knows exactly what the binder knows.
 */
final class KnownSetting {

    private final String name;

    /** By name in lower case without dashes, as the binder compares. */
    private final Map<String, KnownSetting> members = new LinkedHashMap<>();

    /** What each entry of a map or list consists of. */
    private @Nullable KnownSetting entry;

    private boolean takesAnythingBelow;

    KnownSetting(String name) {
        this.name = name;
    }

    /** Adds what is bound to {@code type} at {@code path} below this setting. */
    void add(String[] path, Class<?> type) {
        KnownSetting setting = this;
        for (String step : path) {
            setting = setting.members.computeIfAbsent(uniform(step), key -> new KnownSetting(step));
        }
        setting.describe(ResolvableType.forClass(type));
    }

    /** Returns what is wrong with {@code property}, or nothing if it is known. */
    Optional<Unknown> check(ConfigurationPropertyName property) {
        return check(property, 1);
    }

    private Optional<Unknown> check(ConfigurationPropertyName property, int index) {
        if (takesAnythingBelow || (index == property.getNumberOfElements() && members.isEmpty())) {
            return Optional.empty();
        }
        if (index == property.getNumberOfElements()) {
            return Optional.of(new Unknown(index - 1, Optional.empty()));
        }
        KnownSetting next = entry != null ? entry : members.get(property.getElement(index, Form.UNIFORM));
        return next == null
                ? Optional.of(new Unknown(index, closest(property.getElement(index, Form.ORIGINAL))))
                : next.check(property, index + 1);
    }

    private Optional<String> closest(String element) {
        return ClosestName.to(
                element.toLowerCase(Locale.ROOT),
                members.values().stream().map(member -> member.name).toList());
    }

    private void describe(ResolvableType type) {
        Class<?> raw = type.resolve(Object.class);
        if (Map.class.isAssignableFrom(raw)) {
            describeEntry(type.asMap().getGeneric(1));
        } else if (Collection.class.isAssignableFrom(raw)) {
            describeEntry(type.asCollection().getGeneric(0));
        } else if (raw.isRecord()) {
            describeMembers(raw);
        } else if (raw == Object.class) {
            takesAnythingBelow = true;
        }
    }

    /** Keys may contain dots where the values are simple, so nothing can be said of what stands below such a map. */
    private void describeEntry(ResolvableType type) {
        KnownSetting described = new KnownSetting(name);
        described.describe(type);
        entry = described;
        takesAnythingBelow = described.members.isEmpty();
    }

    private void describeMembers(Class<?> type) {
        Constructor<?> canonical = Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor -> constructor.getParameterCount() == type.getRecordComponents().length)
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < canonical.getParameterCount(); i++) {
            Parameter parameter = canonical.getParameters()[i];
            Name given = parameter.getAnnotation(Name.class);
            String member = given != null ? given.value() : dashed(type.getRecordComponents()[i].getName());
            members.computeIfAbsent(uniform(member), key -> new KnownSetting(member))
                    .describe(ResolvableType.forConstructorParameter(canonical, i));
        }
    }

    private static String dashed(String component) {
        return component.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static String uniform(String element) {
        return element.replace("-", "").toLowerCase(Locale.ROOT);
    }

    /**
     * Where a property leaves the known settings.
     *
     * @param index the element of the name that nobody knows
     * @param meant what that element was probably meant to be
     */
    record Unknown(int index, Optional<String> meant) {}
}
