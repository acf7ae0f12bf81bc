package dev.readiness.secrets;

import java.util.regex.Pattern;

/** Forms of values that stand under a secret's name and are none: references, settings, addresses, hashes, sentences. */
final class HarmlessValue {

    private static final Pattern HARMLESS = Pattern.compile(
            String.join(
                    "|",
                    "(?i:true|false|yes|no|on|off|null|nil|none|undefined|disabled|enabled|required|optional|never|always|auto"
                            + "|string|boolean|integer|varchar\\(\\d+\\)|text|n/a|inherit|write|read|empty|unset|redacted|masked|hidden)",
                    "(?i:[+-]?\\d+(\\.\\d+)?\\s*(ns|us|ms|s|m|h|d|b|kb|mb|gb|%|seconds?|minutes?|hours?|days?)?)", // amounts
                    "[\\^~<>=v]*\\d+(\\.\\d+)+[\\w.-]*|\\d+([,-]\\d+)+\\*?|.*[\\u2E80-\\uD7FF]{2,}.*|&#?\\w+;|[.#][a-z]+(-[a-z]+)+|(String|ID|Int|Boolean|Password|SecretStr|str)[!?]?", // versions, lists, types
                    "[A-Z_]+(,\\s*[A-Z_]+)+|\\W*\\$\\$[A-Z_]+\\W*", // names of kinds; a variable of the shell in a
                    // compose file
                    "[\\w.-]+:/[\\w./-]+|\\^?(\\[[^\\]]+](\\{\\d+(,\\d*)?}|[*+?])?)+\\$?", // a name with its path; a
                    // regular expression
                    "AC[0-9a-f]{32}", // the public name of a Twilio account
                    "-?P(?=.)(\\d+D)?(T[\\dHMS.]+)?", // ISO durations
                    "([a-z_]\\w*\\.){2,}[A-Z]\\w*(\\.class)?", // class names
                    "([A-Z][a-z]+){2,}[{\\[]\\w+=.*", // an object as a log shows it
                    "(?i:[a-z][a-z0-9+.-]*://\\S*)", // addresses; one with a password is found by its shape before
                    "@?(?i:classpath\\*?|file|optional|configtree|env|vault|sm|arn|jndi|kms|ssm|op|secretsmanager|awssm|ref|data):\\S*",
                    "[~.]{0,2}(/[a-z0-9._*{}-]+)+/?", // paths
                    "[\\w./-]+\\.(txt|pem|key|crt|cer|json|ya?ml|properties|jks|p12|pfx|env|html|java|xml|js|ts)", // files
                    "[A-Za-z]:\\\\.*",
                    "X(-[A-Z][A-Za-z]*)+|Authorization|(?i:bearer|basic|jwt|apikey|oauth2?|digest)\\s?", // header names
                    // and schemes
                    "(?!MY_|SUPER_|TOP_|CHANGE)[A-Z]+\\d?(_[A-Z\\d]+)+", // the name of an environment variable
                    "\\{[A-Za-z0-9+/]{16,}={0,2}}", // as Maven encrypts
                    "\\{(?!noop})[\\w@.-]+}.*|\\$2[abxy]?\\$.*|\\$argon2.*|\\$[156]\\$.*|\\$pbkdf2.*|\\$apr1\\$.*|\\$scrypt.*", // hashed
                    "pbkdf2_sha\\d+\\$.*|SCRAM-SHA-256\\$.*|\\*[0-9A-F]{40}|md5[0-9a-f]{32}|sha(1|256|384|512)[-:].*",
                    "ENC[(\\[].*|\\$ANSIBLE_VAULT.*|!(vault|Ref|Sub|secret|env|GetAtt|ImportValue|reference|encrypted)\\b.*|AgA[\\w+/]{40,}.*|age1[a-z0-9]{50,}|-----BEGIN AGE.*|tink:[A-Za-z0-9+/]{28,}={0,2}", // encrypted
                    "ssh-(rsa|ed25519|dss) .*|-----BEGIN (CERTIFICATE|PUBLIC KEY|RSA PUBLIC KEY|PGP PUBLIC KEY BLOCK|ENCRYPTED PRIVATE KEY).*",
                    "(?s:MII[A-Za-z0-9+/]{1,4}jANBgk.*)", // a public key without its lines
                    "[.*+?^$|()\\[\\]{}\\\\]+|\\$[\\d@*#?!]|\\$([A-Z_][A-Z0-9_]*|[a-z_]+)|\\$\\(.*|%\\w+%|%[sdv@]|@[\\w.-]+@|\\{\\{.*|<%.*|\\{\\w*}|:\\w+|\\?\\d?|\\*\\w+|&\\w+|\\$env:\\w+.*", // templates
                    "[\\w$.\\[\\]\"']+\\(.*\\)?;?|(process|import\\.meta|os|config|env|environment|settings|secrets?|vars?|local|data|module)\\.[\\w.\\[\\]\"']+"));

    /** What people read: several words, one of which no passphrase needs. */
    private static final Pattern SENTENCE = Pattern.compile(
            "(?is)(?=.*\\s).*\\b(the|is|are|was|be|must|should|can|cannot|your|you|please|enter|with|for|not|has|have|and|or|of|to|invalid"
                    + "|forgot(ten)?|reset|new|old|current|confirm|repeat|wrong|incorrect|missing|expired|required|at least|too|please|change|changed|update|login|sign|click|here|no|an|characters?|will|used|by|from|in|on|if|when|only|see)\\b.*");

    /** Words of a sentence that are also those of a phrase that somebody chose as a secret. */
    private static final Pattern CHOSEN_PHRASE = Pattern.compile(
            "(?is)(?!(enter|invalid|please|missing|wrong|the|your|no|confirm|unknown|bad|could|cannot|failed|a|an|show|copy|create|generate)\\b).*\\b(secret|key|sign(ing)?|jwt|hmac|sha|bits?|long|secure|super|random)\\b.*");

    private HarmlessValue() {}

    static boolean matches(String value) {
        return HARMLESS.matcher(value).matches();
    }

    /** Returns whether {@code value} is text for people, under a name that may also be a key of theirs. */
    static boolean isSentence(String value, boolean maybePhrase) {
        if (value.chars().noneMatch(Character::isWhitespace)) {
            return false;
        }
        boolean phrase = maybePhrase
                && value.length() >= 12
                && CHOSEN_PHRASE.matcher(value).matches();
        return !phrase
                && (SENTENCE.matcher(value).matches()
                        || value.matches("(?s).*[.!?:…]\\s*$|.*[*<>{}()].*|(\\p{L}+\\s?){1,4}"));
    }
}
