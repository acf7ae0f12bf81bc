package dev.readiness.secrets;

import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.List;
import java.util.Map;
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

    /** Returns whether something of the name {@code name}, a property or a field, is a secret as far as a name can tell. */
    public static boolean isSecretName(String name) {
        return SecretName.of(name).looksSecret();
    }
}
