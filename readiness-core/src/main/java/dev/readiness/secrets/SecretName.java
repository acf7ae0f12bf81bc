package dev.readiness.secrets;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of a property, field or constant, taken apart into words: {@code sms.apiKey}, {@code SMS_API_KEY} and
 * {@code sms.api-key} have the same ones.
 */
record SecretName(List<String> words) {

    private static final Pattern INDEX = Pattern.compile("\\[\\d+]$");
    private static final Pattern BOUNDARY =
            Pattern.compile("[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    private static final Pattern CHOSEN_NUMBER = Pattern.compile("\\d{4,}");

    /** Words of names under which a number is an amount, a time for example. */
    private static final Pattern OF_AMOUNTS = Pattern.compile(
            "min|max|length|len|size|ttl|timeout|time|days|hours|minutes|seconds|ms|age|attempts?|limits?|counts?|rounds|strength|rate"
                    + "|validity|lifetime|reset|forgot|forgotten|change|otp|expir\\w*|id|port|code|codes|history|quota|interval|duration|delay");

    private static final Set<String> SECRETS = Set.of(
            "password",
            "passwords",
            "passwd",
            "passphrase",
            "passcode",
            "pepper",
            "passwort",
            "kennwort",
            "senha",
            "pwd",
            "psw",
            "pw",
            "pass",
            "userpass",
            "rootpass",
            "dbpass",
            "storepass",
            "keypass",
            "requirepass",
            "masterauth",
            "secret",
            "secrets",
            "token",
            "tokens",
            "credential",
            "credentials",
            "apikey",
            "apikeys",
            "appkey",
            "apisecret",
            "apitoken",
            "appsecret",
            "authtoken",
            "accesstoken",
            "clientsecret",
            "jwtsecret",
            "jwtkey",
            "secretkey",
            "signingkey",
            "signkey",
            "encryptionkey",
            "encryptkey",
            "aeskey",
            "privatekey",
            "accesskey",
            "storepassword",
            "keypassword",
            "dbpassword",
            "userpassword",
            "adminpassword");

    /** Words that were written together, as in {@code PGPASSWORD}. */
    private static final Pattern COMPOUND = Pattern.compile("\\w+(password|passwd|passphrase|secret|secretkey|apikey)");

    /** Words that make a secret of the key that follows. A public, primary or cache key is none. */
    private static final Set<String> SECRET_KEYS = Set.of(
            "access",
            "account",
            "aes",
            "api",
            "app",
            "auth",
            "authorization",
            "cipher",
            "cookie",
            "crypto",
            "crypt",
            "deploy",
            "des",
            "encrypt",
            "encryption",
            "hmac",
            "jasypt",
            "jws",
            "jwt",
            "license",
            "me",
            "master",
            "private",
            "remember",
            "rememberme",
            "rsa",
            "secret",
            "security",
            "server",
            "session",
            "shared",
            "sign",
            "signature",
            "signing",
            "signer",
            "subscription",
            "symmetric",
            "token",
            "verification",
            "webhook");

    /** What may follow the word without changing what is meant: the secret of an environment, or its form. */
    private static final Set<String> QUALIFIERS = Set.of(
            "admin",
            "base64",
            "b64",
            "base",
            "default",
            "dev",
            "development",
            "hex",
            "live",
            "local",
            "localhost",
            "plain",
            "prod",
            "production",
            "qa",
            "raw",
            "root",
            "stage",
            "staging",
            "string",
            "test",
            "text",
            "uat",
            "val",
            "value",
            "demo",
            "backup",
            "old",
            "new",
            "primary",
            "secondary",
            "one",
            "two",
            "1",
            "2",
            "3",
            "256",
            "512",
            "readonly",
            "master");

    /** A token of these kinds is no secret, or not the application's. */
    private static final Set<String> HARMLESS_TOKENS = Set.of(
            "csrf",
            "xsrf",
            "stop",
            "page",
            "next",
            "pagination",
            "continuation",
            "cancellation",
            "cancel",
            "separator",
            "eos",
            "bos",
            "pad",
            "unk",
            "start",
            "end",
            "max",
            "min",
            "sync",
            "lex",
            "special",
            "idempotency",
            "concurrency",
            "replace",
            "placeholder");

    private static final Set<String> CIPHERS = Set.of(
            "jwt", "jws", "hmac", "signing", "sign", "signature", "encryption", "encrypt", "aes", "cipher", "master");

    /** Before the word, these make a switch, a route or a name of it. */
    private static final Set<String> NOT_A_SECRET_BEFORE = Set.of(
            "existing",
            "show",
            "hide",
            "toggle",
            "forgot",
            "forget",
            "forgotten",
            "has",
            "is",
            "no",
            "without",
            "invalid",
            "wrong",
            "bad",
            "missing",
            "require",
            "requires",
            "validate",
            "verify",
            "check",
            "match",
            "matches",
            "type",
            "enable",
            "disable",
            "use",
            "image",
            "pull");

    /** Keys of these kinds are long and look random, and everybody may know them. */
    private static final Set<String> NOT_A_RANDOM_KEY_BEFORE = Set.of(
            "public",
            "publishable",
            "site",
            "client",
            "cache",
            "primary",
            "foreign",
            "object",
            "partition",
            "i18n",
            "message",
            "ref",
            "secretref",
            "commit",
            "git",
            "file",
            "content",
            "build",
            "image",
            "recaptcha",
            "pub",
            "anon",
            "measurement",
            "host",
            "known");

    static SecretName of(String name) {
        return new SecretName(BOUNDARY.splitAsStream(INDEX.matcher(name).replaceFirst(""))
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList());
    }

    /** Returns whether something of this name is a secret, as far as a name can tell. */
    boolean looksSecret() {
        if (words.isEmpty()) {
            return false;
        }
        int end = significant();
        String last = words.get(end).replaceFirst("(?<=[a-z])\\d{1,3}$", "");
        String before = end > 0 ? words.get(end - 1) : "";
        if (NOT_A_SECRET_BEFORE.contains(before)) {
            return false;
        }
        if (last.startsWith("token")) {
            return SECRETS.contains(last) && !HARMLESS_TOKENS.contains(before);
        }
        return SECRETS.contains(last)
                || COMPOUND.matcher(last).matches()
                || (last.matches("keys?") && SECRET_KEYS.contains(before));
    }

    /** Returns the last word that is no qualifier. */
    private int significant() {
        int end = words.size() - 1;
        while (end > 0 && (QUALIFIERS.contains(words.get(end)) || words.get(end).matches("\\d{1,2}"))) {
            end--;
        }
        return end;
    }

    /** Returns whether a cipher or a signature uses it, which asks for more than a log-in does. */
    boolean isKeyOfCipher() {
        return words.stream().anyMatch(CIPHERS::contains);
    }

    /** Returns whether it is called a token, as much else is that is no secret. */
    boolean isToken() {
        return !words.isEmpty() && words.get(significant()).matches("tokens?");
    }

    /** Returns whether people choose such a secret themselves, so that a number may be one. */
    boolean isChosenByPeople() {
        return !words.isEmpty()
                && Stream.of("pass", "pwd", "psw", "pw", "senha", "kennwort")
                        .anyMatch(words.get(significant())::contains);
    }

    /** Returns whether {@code text} is a number that somebody chose as a password, and not how long or how often one may be. */
    boolean isChosenNumber(String text) {
        return isChosenByPeople()
                && CHOSEN_NUMBER.matcher(text).matches()
                && words.stream().noneMatch(word -> OF_AMOUNTS.matcher(word).matches());
    }

    /** Returns whether a secret of this name may be a phrase of several words. */
    boolean isMaybePhrase() {
        String last = words.isEmpty() ? "" : words.get(significant());
        return last.contains("secret") || last.endsWith("key") || last.endsWith("phrase");
    }

    /** Returns whether it belongs to a mailbox. */
    boolean isOfMail() {
        return words.stream().anyMatch(word -> word.matches("g?mail|email|smtp|imap|pop3"));
    }

    /** Returns whether a random value of this name is most probably a secret, while another one is none. */
    boolean isMaybeKey() {
        String last = words.isEmpty() ? "" : words.get(significant());
        String before = words.size() > 1 && significant() > 0 ? words.get(significant() - 1) : "";
        return last.matches("keys?|salt|pepper|auth|signature|seed|cipher|iv|sid|dsn|psk|pat|mnemonic")
                && !NOT_A_RANDOM_KEY_BEFORE.contains(before)
                && !words.contains("public");
    }

    /** Returns the environment variable that this name would be read from. */
    String variable() {
        return String.join("_", words).toUpperCase(Locale.ROOT);
    }
}
