package dev.readiness.secrets;

import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** The rules about secrets. What they look at is handed in; no finding holds a value. */
public final class SecretRules {

    private SecretRules() {}

    /**
     * Returns the rule {@code secrets.literal-in-configuration}.
     *
     * @param entries gives the entries of the configuration files that belong to the code
     */
    public static ReadinessRule literalInConfiguration(Supplier<List<ConfigurationEntry>> entries) {
        return ReadinessRule.of(
                RuleCatalogue.describe(LiteralsInConfiguration.RULE),
                inventory -> new LiteralsInConfiguration(entries.get()).findings());
    }

    /**
     * Returns the rule {@code secrets.literal-in-code}.
     *
     * @param constants gives the texts that stand in the application's own classes
     */
    public static ReadinessRule literalInCode(Supplier<CodeConstants> constants) {
        return ReadinessRule.of(
                RuleCatalogue.describe(LiteralsInCode.RULE), inventory -> LiteralsInCode.findings(constants.get()));
    }

    /**
     * Returns the rule {@code secrets.literal-in-other-profile}.
     *
     * @param entries gives the entries of configuration files that are not in effect, by the profile that would read them
     */
    public static ReadinessRule literalInOtherProfile(Supplier<Map<String, List<ConfigurationEntry>>> entries) {
        return ReadinessRule.of(
                RuleCatalogue.describe(LiteralsInOtherProfiles.RULE),
                inventory -> LiteralsInOtherProfiles.findings(entries.get()));
    }

    /**
     * Returns the rule {@code secrets.private-key-in-resources}.
     *
     * @param files gives the names of the application's resources that hold a private key
     */
    public static ReadinessRule privateKeyInResources(Supplier<List<String>> files) {
        return ReadinessRule.of(
                RuleCatalogue.describe(PrivateKeys.RULE), inventory -> PrivateKeys.findings(files.get()));
    }

    /**
     * Returns the rule {@code secrets.user-in-script}.
     *
     * @param scripts gives the text of each script that the application runs on its database, by its file name
     * @param isHashOf whether the first text is the BCrypt hash of the second
     */
    public static ReadinessRule userInScript(
            Supplier<Map<String, String>> scripts, BiPredicate<String, String> isHashOf) {
        return ReadinessRule.of(
                RuleCatalogue.describe(SeededUsers.RULE),
                inventory -> new SeededUsers(isHashOf).findings(scripts.get()));
    }

    /**
     * Returns the rule {@code secrets.source-readable-by-others}.
     *
     * @param sources gives the sources that the application has loaded; the rule is silent if none has a file
     */
    public static ReadinessRule sourceReadableByOthers(Supplier<List<SecretSource>> sources) {
        return ReadinessRule.of(
                RuleCatalogue.describe(ReadableSecretFiles.RULE),
                inventory -> ReadableSecretFiles.findings(sources.get()));
    }

    /**
     * Returns the rule {@code secrets.older-than-allowed}.
     *
     * @param sources gives the sources that the application has loaded
     * @param allowed the age that a secret may have; must be positive
     */
    public static ReadinessRule olderThanAllowed(
            Supplier<List<SecretSource>> sources, Duration allowed, InstantSource clock) {
        if (allowed.isNegative() || allowed.isZero()) {
            throw new IllegalArgumentException("'allowed' must be positive but is " + allowed);
        }
        return ReadinessRule.of(
                RuleCatalogue.describe(OldSecrets.RULE),
                inventory -> OldSecrets.findings(sources.get(), allowed, clock.instant()));
    }

    /**
     * Returns the rule {@code secrets.logs-not-masked}.
     *
     * @param unmasked gives the names of the appenders that hide nothing, as {@link LogbackMasking#unmasked} does; nothing
     *     if they are not known
     */
    public static ReadinessRule logsNotMasked(Supplier<Optional<List<String>>> unmasked) {
        return ReadinessRule.of(
                RuleCatalogue.describe(UnmaskedLogs.RULE), inventory -> UnmaskedLogs.findings(unmasked.get()));
    }

    /** Returns whether something of the name {@code name}, a property or a field, is a secret as far as a name can tell. */
    public static boolean isSecretName(String name) {
        return SecretName.of(name).looksSecret();
    }
}
