package dev.readiness.spring.assessment;

import dev.readiness.spring.assessment.KnownSetting.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds settings with our prefix that nobody reads, most often because they are mistyped.
 *
 * <p>Environment variables are left alone: they lose dots and dashes, and a platform sets some for every service, one
 * that is called {@code readiness} included.
 */
final class UnknownSettings {

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(SettingsMetadata.PREFIX);

    private UnknownSettings() {}

    /**
     * Returns one line for each unknown setting: its name, where it was set, and what was probably meant.
     *
     * @param known asked only if there is any setting to look up
     */
    static List<String> in(Environment environment, Supplier<Optional<KnownSetting>> known) {
        List<ConfigurationProperty> ours = settings(environment);
        return ours.isEmpty()
                ? List.of()
                : known.get().map(setting -> problems(ours, setting)).orElse(List.of());
    }

    private static List<ConfigurationProperty> settings(Environment environment) {
        List<ConfigurationProperty> settings = new ArrayList<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable
                    && !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
                iterable.stream()
                        .filter(PREFIX::isAncestorOf)
                        .map(iterable::getConfigurationProperty)
                        .forEach(settings::add);
            }
        }
        return settings;
    }

    private static List<String> problems(List<ConfigurationProperty> settings, KnownSetting known) {
        return settings.stream()
                .flatMap(setting -> known.check(setting.getName()).map(unknown -> problem(setting, unknown)).stream())
                .distinct()
                .toList();
    }

    private static String problem(ConfigurationProperty setting, Unknown unknown) {
        String where = setting.getOrigin() == null ? "" : " (" + setting.getOrigin() + ")";
        return setting.getName()
                + where
                + unknown.meant()
                        .map(meant -> ", did you mean '" + corrected(setting.getName(), unknown.index(), meant) + "'?")
                        .orElse("");
    }

    private static String corrected(ConfigurationPropertyName name, int index, String meant) {
        String upToMistake = name.chop(index + 1).toString();
        String afterMistake = name.toString().substring(upToMistake.length());
        return name.chop(index).append(meant) + afterMistake;
    }
}
