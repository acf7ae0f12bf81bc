package dev.readiness.spring.secrets;

import dev.readiness.secrets.SecretPolicy;
import dev.readiness.secrets.SecretSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Configuration properties for secrets.
 *
 * @param enabled Whether to load secrets from the directories and files, and to check the required ones.
 * @param directories Directories with one file per secret; the name of the file is the name of the property.
 * @param files Properties files with secrets, asked after the directories.
 * @param required Names of properties without which the application must not start.
 * @param checkPlaceholders Whether placeholders of secrets that nothing resolves stop the start as a missing required one does.
 * @param refuseWeak Whether a secret that is a default, a placeholder, a published key or too short stops the start; if
 *     not set, it does so where profiles are active and none of them is a development profile.
 * @param acceptedWeak Reasons for which a weak value is accepted, by the name of the secret.
 * @param maskLogs Whether to hide the loaded secrets in the log.
 * @param audit Whether the audit trail records which loaded secret is read, at most once a minute for each, and which changes.
 * @param rotation How secrets are followed while the application runs.
 * @param keyStorePassword Opens the key stores that spring.config.import names.
 * @param encryptionKey Opens the files of encrypted secrets that spring.config.import names.
 * @param vault The Vault or OpenBao server of the secrets that spring.config.import names.
 * @param developmentProfiles Profiles of machines on which nothing is at stake; .env files are read only there.
 */
@ConfigurationProperties("readiness.secrets")
public record SecretsProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue List<String> directories,
        @DefaultValue List<String> files,
        @DefaultValue List<String> required,
        @DefaultValue("true") boolean checkPlaceholders,
        @Nullable Boolean refuseWeak,
        @DefaultValue Map<String, String> acceptedWeak,
        @DefaultValue("true") boolean maskLogs,
        boolean audit,
        @DefaultValue Rotation rotation,
        @Nullable String keyStorePassword,
        @Nullable String encryptionKey,
        @Nullable Vault vault,

        @DefaultValue({"dev", "development", "local", "test"})
        List<String> developmentProfiles) {

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("readiness.secrets");

    private static final SecretsProperties DEFAULTS = new SecretsProperties(
            true,
            List.of(),
            List.of(),
            List.of(),
            true,
            null,
            Map.of(),
            true,
            false,
            new Rotation(false, Duration.ofSeconds(1), null, Map.of()),
            null,
            null,
            null,
            List.of(DevelopmentProfiles.DEFAULT.split(",")));

    /**
     * How secrets are followed.
     *
     * @param enabled Whether secrets from directories, files and key stores are followed while the application runs.
     * @param interval After which time to look at the latest; a directory that changes is looked at immediately.
     * @param maxAge How old a secret may be before the report says so; not set, it does not look.
     * @param dataSources Secrets that HikariCP data sources log in with, by the name of the bean; those whose password is a
     *     loaded secret need not be named.
     */
    public record Rotation(
            boolean enabled,
            @DefaultValue("1s") Duration interval,
            @Nullable Duration maxAge,
            @DefaultValue Map<String, String> dataSources) {}

    /** How this application logs in to Vault. */
    public enum VaultLogin {
        /** With a token that it was given. */
        TOKEN,
        /** With a role id and a secret id. */
        APPROLE,
        /** With the token of its Kubernetes service account. */
        KUBERNETES
    }

    /**
     * A Vault or OpenBao server.
     *
     * @param uri Its address.
     * @param namespace Its namespace, if it has any.
     * @param login How the application logs in.
     * @param token The token.
     * @param roleId The role id, for AppRole.
     * @param secretId The secret id, for AppRole.
     * @param role The role, for Kubernetes.
     * @param serviceAccountToken File with the token of the service account, for Kubernetes.
     * @param timeout How long it may take to connect, and to answer.
     * @param refresh How long an answer is used before the server is asked again.
     */
    public record Vault(
            @Nullable String uri,
            @Nullable String namespace,
            @DefaultValue("token") VaultLogin login,
            @Nullable String token,
            @Nullable String roleId,
            @Nullable String secretId,
            @Nullable String role,

            @DefaultValue("/var/run/secrets/kubernetes.io/serviceaccount/token")
            String serviceAccountToken,

            @DefaultValue("5s") Duration timeout,
            @DefaultValue("30s") Duration refresh) {

        /** Returns the address, without what opens it. */
        @Override
        public String toString() {
            return "Vault[" + uri + "]";
        }
    }

    /** Returns those of {@code environment}; the defaults, without the time that binding takes, where nothing is set. */
    static SecretsProperties of(ConfigurableEnvironment environment) {
        return areIn(environment)
                ? Binder.get(environment).bindOrCreate(PREFIX.toString(), SecretsProperties.class)
                : DEFAULTS;
    }

    /** Returns whether anything is set in {@code environment}. */
    static boolean areIn(ConfigurableEnvironment environment) {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source.containsDescendantOf(PREFIX) != ConfigurationPropertyState.ABSENT) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether there is a secret to look for at all. */
    boolean namesAny() {
        return !directories.isEmpty() || !files.isEmpty() || !required.isEmpty();
    }

    /** Returns which values are good enough in {@code environment}. */
    SecretPolicy policy(ConfigurableEnvironment environment) {
        boolean strict = refuseWeak != null
                ? refuseWeak
                : new DevelopmentProfiles(developmentProfiles).excludes(List.of(environment.getActiveProfiles()));
        SecretPolicy policy = strict ? SecretPolicy.strict() : SecretPolicy.lenient();
        for (Map.Entry<String, String> accepted : acceptedWeak.entrySet()) {
            policy = policy.accepting(accepted.getKey(), accepted.getValue());
        }
        return policy;
    }

    /** Returns the sources that the properties name, in the order in which they are asked. */
    List<SecretSource> sources() {
        List<SecretSource> sources = new ArrayList<>();
        directories.forEach(directory -> sources.add(SecretSource.directory(Path.of(directory))));
        files.forEach(file -> sources.add(SecretSource.propertiesFile(Path.of(file))));
        return sources;
    }

    /** Returns the names of the settings, without the password that is among them. */
    @Override
    public String toString() {
        return "SecretsProperties[directories=" + directories + ", files=" + files + ", required=" + required + "]";
    }
}
