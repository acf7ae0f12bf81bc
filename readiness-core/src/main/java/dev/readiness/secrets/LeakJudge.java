package dev.readiness.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides which of the values that a source holds are leaks. */
final class LeakJudge {

    /** What whoever writes an example puts in. */
    private static final Pattern EXAMPLE = Pattern.compile(
            "(?i).*(example|sample|test|dummy|fake|mock|your|change|p[a@]ssw|secret|token|foo|bar|1234|abcd|qwert|placeholder|xxx|here|demo).*");

    private static final Pattern MIXED = Pattern.compile("(?=.*[0-9])(?=.*[a-z])(?=.*[A-Z])(?=.*[^A-Za-z0-9]).{9,}");

    /** What a form calls the field of a password. */
    private static final Pattern FIELD_OF_A_FORM = Pattern.compile(
            "Passwort|Kennwort|Contraseña|Clave|Senha|Wachtwoord|Lösenord|Adgangskode|Passord|Salasana|Heslo|Hasło|Jelszó|Parola|Zugangscode");

    private static final Pattern EXPRESSION = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)+");

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
        if (!exposure.isLeak()
                || isLabelOfItself(candidate, value)
                || isWordUnderAToken(candidate, value)
                || isModeOfARequest(candidate, value)
                || (kind == SourceKind.CODE && isLabel(candidate, value))) {
            return Optional.empty();
        }
        SecretName name = SecretName.of(candidate.name());
        if (trust == SourceTrust.SHOWN && (exposure != Exposure.LITERAL || name.isToken() || !isNoExample(value))) {
            return Optional.empty(); // a token in an answer that is shown has long expired
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

    /** The class of a word in a grammar, a switch of a compiler: a token that was issued is no word. */
    private static boolean isWordUnderAToken(Candidate candidate, String value) {
        SecretName name = SecretName.of(candidate.name());
        return (name.isToken() || candidate.name().endsWith("passwords"))
                && value.matches("[a-z]+([._-][a-z]+)*")
                && !ConstantName.isMadeUp(value)
                && !SecretStrength.isWellKnown(value);
    }

    /** Whether a browser sends cookies along: {@code fetch(url, {credentials: "include"})}. */
    private static boolean isModeOfARequest(Candidate candidate, String value) {
        return candidate.name().endsWith("credentials") && value.matches("include|same-origin|omit");
    }

    /** What begins with a capital letter and is the name is what people see beside a field. */
    private static boolean isLabelOfItself(Candidate candidate, String value) {
        String name = candidate.name().substring(candidate.name().lastIndexOf('.') + 1);
        return value.matches("[A-Z][a-z]+") && value.equalsIgnoreCase(name);
    }

    /** In programs, a text in capitals or the name itself labels a field. */
    private static boolean isLabel(Candidate candidate, String value) {
        boolean sameWords = SecretName.of(value)
                .words()
                .equals(SecretName.of(candidate.name()).words());
        boolean label =
                sameWords && (Character.isUpperCase(value.charAt(0)) || candidate.role() == Candidate.Role.CONSTANT);
        return label
                || FIELD_OF_A_FORM.matcher(value).matches()
                || isNameOfASecret(value)
                || NO_VALUE.matcher(value).matches();
    }

    private static boolean isNameOfASecret(String value) {
        return value.matches("[a-z]+([A-Z][a-z]+)*|[a-z_-]+")
                && !SecretStrength.isWellKnown(value)
                && SecretName.of(value).looksSecret()
                && !ConstantName.isMadeUp(value);
    }

    /** Returns what {@code value} is in Base64, or nothing. */
    private static String decoded(String value) {
        try {
            return new String(Base64.getDecoder().decode(value), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException ex) {
            return "";
        }
    }

    private static boolean isNoExample(String value) {
        return !EXAMPLE.matcher(value).matches()
                && !EXAMPLE.matcher(decoded(value)).matches()
                && !EXPRESSION.matcher(value).matches()
                && !value.startsWith("eyJ")
                && (RandomText.looksRandom(value) || MIXED.matcher(value).matches())
                && !SecretStrength.isPlaceholder(value);
    }
}
