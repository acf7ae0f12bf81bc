package dev.readiness.secrets;

import java.util.Optional;
import java.util.regex.Pattern;

/** Decides which of the values that a source holds are leaks. */
final class LeakJudge {

    /** What whoever writes an example puts in. */
    private static final Pattern EXAMPLE = Pattern.compile(
            "(?i).*(example|sample|test|dummy|fake|mock|your|change|passw|secret|token|foo|bar|1234|abcd|qwert|placeholder|xxx|here|demo).*");

    private static final Pattern MIXED = Pattern.compile("(?=.*[0-9])(?=.*[a-z])(?=.*[A-Z]).{9,}");

    /** Escapes, templates, names of properties and classes, paths. */
    private static final Pattern NO_VALUE = Pattern.compile(
            ".*(\\\\|%s|\\{}).*|[a-z][A-Za-z-]*(\\.[A-Za-z-]+)+|[A-Z][A-Za-z]*(\\.[A-Za-z]+)+|[a-z.-]+/[a-z/.-]+");

    private LeakJudge() {}

    static boolean counts(SecretShape.Sighting sighting, SourceTrust trust) {
        return switch (sighting.kind()) {
            case PROVIDER_KEY, PRIVATE_KEY -> true;
            default ->
                trust == SourceTrust.USED
                        ? !SecretStrength.isShown(sighting.value())
                        : trust == SourceTrust.SHOWN
                                && sighting.kind() != LeakKind.SIGNED_TOKEN
                                && isNoExample(sighting.value());
        };
    }

    static Optional<LeakKind> judge(Candidate candidate, SourceTrust trust, SourceKind kind) {
        String value = candidate.value().strip();
        if ((value.length() < 3 && !SecretStrength.isWellKnown(value)) || value.length() > 4_000) {
            return Optional.empty();
        }
        Exposure exposure = candidate.role() == Candidate.Role.CONSTANT
                ? Exposure.ofConstant(candidate.name(), value)
                : Exposure.of(candidate.name(), value, name -> Optional.empty());
        if (!exposure.isLeak() || (kind == SourceKind.CODE && isLabel(candidate, value))) {
            return Optional.empty();
        }
        if (trust == SourceTrust.SHOWN && (exposure != Exposure.LITERAL || !isNoExample(value))) {
            return Optional.empty();
        }
        return Optional.of(kindOf(exposure, candidate, value));
    }

    private static LeakKind kindOf(Exposure exposure, Candidate candidate, String value) {
        if (PublishedKeys.contains(value)) {
            return LeakKind.PUBLISHED_KEY;
        }
        if (exposure == Exposure.FALLBACK || candidate.role() == Candidate.Role.FALLBACK) {
            return LeakKind.FALLBACK;
        }
        return exposure == Exposure.WELL_KNOWN ? LeakKind.WELL_KNOWN : LeakKind.LITERAL;
    }

    /** In programs, a text in capitals or the name itself labels a field. */
    private static boolean isLabel(Candidate candidate, String value) {
        boolean sameWords = SecretName.of(value)
                .words()
                .equals(SecretName.of(candidate.name()).words());
        if (SecretName.of(candidate.name()).isToken()
                && value.matches("[a-z]+([._-][a-z]+)*")
                && !ConstantName.isMadeUp(value)
                && !SecretStrength.isWellKnown(value)) {
            return true; // the class of a word in a grammar
        }
        boolean label =
                sameWords && (Character.isUpperCase(value.charAt(0)) || candidate.role() == Candidate.Role.CONSTANT);
        return label || isNameOfASecret(value) || NO_VALUE.matcher(value).matches();
    }

    private static boolean isNameOfASecret(String value) {
        return value.matches("[a-z]+([A-Z][a-z]+)*|[a-z_-]+")
                && !SecretStrength.isWellKnown(value)
                && SecretName.of(value).looksSecret()
                && !ConstantName.isMadeUp(value);
    }

    private static boolean isNoExample(String value) {
        return !EXAMPLE.matcher(value).matches()
                && !value.startsWith("eyJ")
                && (RandomText.looksRandom(value) || MIXED.matcher(value).matches())
                && !SecretStrength.isPlaceholder(value);
    }
}
