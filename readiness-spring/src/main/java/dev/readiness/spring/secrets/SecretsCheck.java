package dev.readiness.spring.secrets;

import dev.readiness.secrets.Secret;
import dev.readiness.secrets.SecretPolicy;
import dev.readiness.secrets.SecretRules;
import dev.readiness.secrets.SecretSourceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Looks at every secret that the application needs before any bean exists: those that are declared, and those that
 * placeholders in use ask for. Finds all faults, not the first.
 */
final class SecretsCheck {

    private static final String REQUIRED = "remove it from readiness.secrets.required";

    private static final String IN_USE = "write a default into the placeholder";

    private final ConfigurableEnvironment environment;
    private final SecretsProperties properties;
    private final Map<String, Class<?>> annotated;
    private final SecretPlaces places;

    /** The faults by what they are about, so that two properties with the same placeholder are one. */
    private final Map<String, SecretFault> faults = new LinkedHashMap<>();

    private final List<Secret> secrets = new ArrayList<>();

    SecretsCheck(ConfigurableEnvironment environment, SecretsProperties properties, Map<String, Class<?>> annotated) {
        this.environment = environment;
        this.annotated = annotated;
        this.properties = properties;
        this.places = new SecretPlaces(environment);
    }

    /**
     * Returns the faults of all secrets.
     *
     * @param policy which values are good enough
     */
    List<SecretFault> faults(SecretPolicy policy) {
        properties.required().forEach(name -> checkRequired(name, REQUIRED, policy));
        annotated.forEach((name, type) -> {
            if (!properties.required().contains(name)) {
                checkRequired(name, "remove it from @RequiredSecrets of " + type.getName(), policy);
            }
        });
        if (properties.checkPlaceholders()) {
            places.textsWithPlaceholders().forEach((name, text) -> {
                if (!properties.required().contains(name) && !annotated.containsKey(name)) {
                    checkPlaceholders(name, text, policy);
                }
            });
        }
        return List.copyOf(faults.values());
    }

    /** Returns the values that were found, for them to be hidden. */
    List<Secret> secrets() {
        return secrets;
    }

    private void checkRequired(String name, String otherwise, SecretPolicy policy) {
        try {
            String value = environment.getProperty(name);
            if (value == null) {
                add(name, missing(name, "has no value" + similar(name), name, otherwise));
            } else if (value.isEmpty()) {
                add(name, missing(name, "is empty in " + places.originOf(name), name, otherwise));
            } else {
                checkStrength(name, List.of(name), value, places.originOf(name), policy);
            }
        } catch (SecretSourceException ex) {
            add(name, unusable(name, ex));
        } catch (IllegalArgumentException ex) {
            // The exception quotes the value, so it is not passed on.
            addUnresolved(name, places.textOf(name), otherwise);
        }
    }

    private void addUnresolved(String name, @Nullable String text, String otherwise) {
        Optional<String> unresolved = PlaceholderInUse.in(text == null ? "" : text).stream()
                .filter(placeholder -> !isResolved(placeholder))
                .map(PlaceholderInUse::name)
                .findFirst();
        String asked = unresolved.orElse(name);
        add(
                asked,
                missing(
                        name,
                        "nothing resolves "
                                + unresolved.map(other -> "${" + other + "}").orElse("a placeholder") + " in "
                                + places.originOf(name) + ", and its text would be the secret" + similar(asked),
                        asked,
                        otherwise));
    }

    private boolean isResolved(PlaceholderInUse placeholder) {
        try {
            environment.resolveRequiredPlaceholders(placeholder.text());
            return true;
        } catch (IllegalArgumentException ex) {
            return false;
        }
    }

    private void checkPlaceholders(String name, String text, SecretPolicy policy) {
        for (PlaceholderInUse placeholder : PlaceholderInUse.in(text)) {
            if (SecretRules.isSecretName(name) || SecretRules.isSecretName(placeholder.name())) {
                checkPlaceholder(name, placeholder, policy);
            }
        }
    }

    private void checkPlaceholder(String name, PlaceholderInUse placeholder, SecretPolicy policy) {
        String asked = placeholder.name();
        try {
            String value = environment.resolveRequiredPlaceholders(placeholder.text());
            if (!value.isEmpty()) {
                boolean isFallback = !environment.containsProperty(asked);
                checkStrength(
                        SecretRules.isSecretName(asked) ? asked : name,
                        List.of(asked, name),
                        value,
                        isFallback
                                ? "the default of ${" + asked + "} in " + places.originOf(name)
                                : places.originOf(asked) + ", which " + name + " reads",
                        policy);
            } else if (!placeholder.hasFallback()) { // ${X:} says that it may be empty
                add(
                        asked,
                        missing(
                                name,
                                "${" + asked + "} is empty in " + places.originOf(asked) + similar(asked),
                                asked,
                                IN_USE));
            }
        } catch (SecretSourceException ex) {
            add(asked, unusable(name, ex));
        } catch (IllegalArgumentException ex) {
            addUnresolved(name, placeholder.text(), IN_USE);
        }
    }

    private void checkStrength(String name, List<String> acceptedAs, String value, String origin, SecretPolicy policy) {
        Secret secret = Secret.of(value);
        secrets.add(secret);
        if (acceptedAs.stream().anyMatch(properties.acceptedWeak()::containsKey)) {
            return;
        }
        policy.weakness(name, secret)
                .ifPresent(weakness -> add(
                        name,
                        new SecretFault(
                                name,
                                weakness + "; it comes from " + origin,
                                List.of(),
                                "set a random one, for example that of 'openssl rand -base64 32', or say why it is good"
                                        + " enough: readiness.secrets.accepted-weak[" + name + "]=<reason>")));
    }

    private SecretFault missing(String name, String problem, String asked, String otherwise) {
        Optional<String> directory = SecretsInEnvironment.in(environment)
                .map(source -> source.getSource().name())
                .filter(source -> source.startsWith("directory "))
                .findFirst();
        return new SecretFault(
                name,
                problem,
                places.lookedIn(asked),
                "set the environment variable " + SecretPlaces.variable(asked) + ", or put the value into a file '"
                        + asked
                        + "' of "
                        + directory.orElse("a directory that readiness.secrets.directories names")
                        + "; if the application can do without it, " + otherwise);
    }

    private static SecretFault unusable(String name, SecretSourceException ex) {
        return new SecretFault(
                name, String.valueOf(ex.getMessage()), List.of(), "correct what is said of the file, or remove it");
    }

    private String similar(String name) {
        return places.similarTo(name)
                .map(other -> " (" + other + ", which is another name)")
                .orElse("");
    }

    private void add(String about, SecretFault fault) {
        faults.putIfAbsent(about, fault);
    }
}
