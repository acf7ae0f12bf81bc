package dev.readiness.secrets;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells by the look of a value whether it is a secret, or something else that may stand under a secret's name. */
final class SecretShape {

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN ([A-Z]+ )*PRIVATE KEY-----(\\s|\\\\[nr])*[\\w+/]{4}");
    private static final Pattern SIGNED_TOKEN = Pattern.compile("\\beyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.[\\w-]{10,}");
    private static final Pattern PROVIDER_KEY = Pattern.compile(
            "\\b(?:gh[pousr]_\\w{36,}|github_pat_\\w{22,}|glpat-[\\w-]{20,}|xox[abeoprs]-[\\w-]{10,}|[sr]k_(?:live|test)_\\w{10,}"
                    + "|AIza[\\w-]{35}|SG\\.[\\w-]{16,}\\.[\\w-]{16,}|SK[0-9a-f]{32}|npm_\\w{36}|sk-(?:proj-|ant-)?[\\w-]{32,}"
                    + "|shp(?:at|ss)_[0-9a-fA-F]{32}|dop_v1_[0-9a-f]{64}|hf_[A-Za-z]{34})\\b");
    private static final Pattern PLAIN_TEXT_MARKER = Pattern.compile("\\{noop}.+");
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("\\b[a-z][a-z0-9+.-]*://[^/\\s:@]*:([^/\\s@]+)@");
    private static final Pattern PASSWORD_PARAMETER =
            Pattern.compile("(?i)^jdbc:.*[?&;](?:password|pwd)=([^&;]+)|\\bpassword=\"([^\"]+)\"");

    private static final Pattern HARMLESS = Pattern.compile(String.join(
            "|",
            "(?i:true|false|yes|no|on|off|null|none|disabled|enabled)",
            "(?i:[+-]?\\d+(\\.\\d+)?\\s*(ns|us|ms|s|m|h|d|b|kb|mb|gb|%)?)", // numbers, durations, sizes
            "-?P(?=.)(\\d+D)?(T[\\dHMS.]+)?", // ISO durations
            "([a-z_]\\w*\\.){2,}[A-Z]\\w*", // class names
            "(?i:[a-z][a-z0-9+.-]*://\\S*)", // addresses; one with a password is found by its shape before
            "(?i:classpath\\*?|file|optional|configtree|env|vault|sm|arn|jndi):\\S*", // references
            "[~.]{0,2}(/[a-z0-9._-]+)+/?", // paths
            "[A-Za-z]:\\\\.*",
            "X(-[A-Z][A-Za-z]*)+|Authorization|Bearer|Basic", // header names and schemes
            "[A-Z]+(_[A-Z]+)+", // the name of an environment variable
            "\\{(?!noop})[\\w@.-]+}.*|\\$2[abxy]?\\$.*|\\$argon2.*|ENC[(\\[].*")); // hashed or encrypted

    private SecretShape() {}

    /** Returns whether {@code value} is a secret whatever its name: a private key, a token, a password within an address. */
    static boolean looksSecret(String value) {
        return PRIVATE_KEY.matcher(value).find()
                || SIGNED_TOKEN.matcher(value).find()
                || PROVIDER_KEY.matcher(value).find()
                || PLAIN_TEXT_MARKER.matcher(value).matches()
                || hasLiteralPassword(PASSWORD_IN_URL.matcher(value))
                || hasLiteralPassword(PASSWORD_PARAMETER.matcher(value));
    }

    /** Returns whether {@code value} cannot be a secret, although its name says so. */
    static boolean isHarmless(String value) {
        return HARMLESS.matcher(value).matches();
    }

    private static boolean hasLiteralPassword(Matcher matcher) {
        while (matcher.find()) {
            String password = matcher.group(1) != null ? matcher.group(1) : matcher.group(matcher.groupCount());
            if (!password.isBlank() && !password.contains("${") && !password.matches("[{<%*].*|\\*+")) {
                return true;
            }
        }
        return false;
    }
}
