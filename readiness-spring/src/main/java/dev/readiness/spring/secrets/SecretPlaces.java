package dev.readiness.spring.secrets;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Where a property comes from, or was looked for, in words of whoever has to set it. */
final class SecretPlaces {

    /** What nobody sets a secret in. */
    private static final Set<String> ELSEWHERE = Set.of(
            "configurationProperties",
            "random",
            "servletConfigInitParams",
            "servletContextInitParams",
            "applicationInfo",
            "server.ports",
            SecretsInEnvironment.MARK);

    private static final Pattern CONFIG_RESOURCE = Pattern.compile("Config resource '(.+?)' via .*");

    private final ConfigurableEnvironment environment;

    SecretPlaces(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** Returns every place in which {@code name} was looked for, the strongest first. */
    List<String> lookedIn(String name) {
        Set<String> places = new LinkedHashSet<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (!ELSEWHERE.contains(source.getName()) && !(source instanceof PropertySource.StubPropertySource)) {
                places.add(placeOf(name, source));
            }
        }
        return List.copyOf(places);
    }

    private static String placeOf(String name, PropertySource<?> source) {
        if (source instanceof SystemEnvironmentPropertySource) {
            return "environment variable " + variable(name);
        }
        if (source instanceof CommandLinePropertySource) {
            return "argument --" + name;
        }
        if (source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
            return "system property " + name;
        }
        if (source instanceof SecretPropertySource secrets) {
            return secrets.getSource().name();
        }
        Matcher resource = CONFIG_RESOURCE.matcher(source.getName());
        return resource.matches() ? resource.group(1) : source.getName();
    }

    /** Returns the environment variable that Spring reads for {@code name}. */
    static String variable(String name) {
        return name.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
    }

    /** Returns where the value of {@code name} that is in force was set. */
    String originOf(String name) {
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (!ELSEWHERE.contains(source.getName()) && source.containsProperty(name)) {
                Origin origin = OriginLookup.getOrigin(source, name);
                return origin == null ? placeOf(name, source) : origin.toString();
            }
        }
        return relaxedOriginOf(name).orElse("the environment");
    }

    private Optional<String> relaxedOriginOf(String name) {
        ConfigurationPropertyName relaxed =
                ConfigurationPropertyName.isValid(name) ? ConfigurationPropertyName.of(name) : null;
        if (relaxed != null) {
            for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
                var property = source.getConfigurationProperty(relaxed);
                if (property != null) {
                    return Optional.ofNullable(property.getOrigin()).map(Origin::toString);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the text of {@code name} with its placeholders, as it stands where somebody wrote it; nothing if the environment
     * of the process has it, because what looks like a placeholder there may be a part of the value.
     */
    @Nullable
    String textOf(String name) {
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (!ELSEWHERE.contains(source.getName()) && source.containsProperty(name)) {
                return isWrittenBySomebody(source) && source.getProperty(name) instanceof CharSequence text
                        ? text.toString()
                        : null;
            }
        }
        return null;
    }

    /** Returns what a directory or file holds instead of {@code name}: a name that only looks the same. */
    Optional<String> similarTo(String name) {
        String plain = plain(name);
        return SecretsInEnvironment.in(environment)
                .flatMap(source -> List.of(source.getPropertyNames()).stream()
                        .filter(other -> plain(other).equals(plain) && !source.containsProperty(name))
                        .map(other -> source.getSource().name() + " has '" + other + "'"))
                .findFirst();
    }

    private static String plain(String name) {
        return name.replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
    }

    /** Returns the text with placeholders of each property that has one and is in force. */
    Map<String, String> textsWithPlaceholders() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed && isWrittenBySomebody(source)) {
                for (String name : listed.getPropertyNames()) {
                    if (listed.getProperty(name) instanceof CharSequence text
                            && text.toString().contains("${")
                            && isInForce(name, text.toString())) {
                        texts.putIfAbsent(name, text.toString());
                    }
                }
            }
        }
        return texts;
    }

    /** A file {@code SMS_API_KEY} answers for {@code sms.api-key} itself, and is still what the placeholder there asks for. */
    private boolean isInForce(String name, String text) {
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (!ELSEWHERE.contains(source.getName())
                    && !(source instanceof SecretPropertySource)
                    && source.containsProperty(name)) {
                return text.equals(source.getProperty(name));
            }
        }
        return false;
    }

    /** Environment variables and system properties are those of the whole machine; what they mean nobody here knows. */
    private static boolean isWrittenBySomebody(PropertySource<?> source) {
        return !ELSEWHERE.contains(source.getName())
                && !(source instanceof SecretPropertySource)
                && !(source instanceof SystemEnvironmentPropertySource)
                && !source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
    }
}
