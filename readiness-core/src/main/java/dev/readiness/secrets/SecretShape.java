package dev.readiness.secrets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells by the look of a value whether it is a secret, or something else that may stand under a secret's name. */
final class SecretShape {

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN ([A-Z]+ )*PRIVATE KEY-----(\\s|\\\\[nr])*[\\w+/]{4}"
                    + "|\\b(?:MII[BCEJ][\\w+/]{2}IBA(?:AK|DAN)|MI[GH]HAgE[AB]|MHcCAQEE|MC4CAQAwBQYDK2Vw)[\\w+/=]{20,}"
                    + "|\\bLS0tLS1CRUdJTi(?:BQUklWQVRFIEtFWS|BSU0EgUFJJVkFURSBLRVk|BFQyBQUklWQVRFIEtFWS|BPUEVOU1NIIFBSSVZBVEUgS0VZ)"
                    + "[\\w+/=]{20,}"
                    + "|\\bAGE-SECRET-KEY-1[A-Z0-9]{20,}");

    private static final Pattern SIGNED_TOKEN =
            Pattern.compile("\\beyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.(?!\\.)[\\w-]{10,}");

    /** The token that the best-known page about signed tokens shows. */
    private static final String SHOWN_TOKEN = "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9l";

    private static final Pattern PLAIN_TEXT_MARKER = Pattern.compile("\\{noop}[^\"'\\s+]{2,}.*");

    private static final Pattern PASSWORD_IN_ADDRESS = Pattern.compile(
            "\\b[a-zA-Z][a-zA-Z0-9+.-]*://[^/\\s:@\"'<>]*:((?:\\$\\{[^}]*}|[^/\\s@\"'<>`$]++|\\$){1,200}+)@[\\w\\[$%{-]");

    private static final Pattern PASSWORD_PARAMETER = Pattern.compile(
            "(?i)\\bjdbc:[^\\s\"']*?[?&;](?:password|pwd)=([^&;\"'\\s<>]+)|\\bpassword=\\\\?\"([^\"\\\\]+)\\\\?\"\\s*;"
                    + "|^[\\w.*-]+:5432:[\\w*-]+:[\\w*-]+:([^\\s:]{4,})$"
                    + "|\\bjdbc:oracle:thin:[^\\s/\"']+/([^\\s@\"']+)@"
                    + "|\\b(?:server|data source|host|endpoint|defaultendpointsprotocol|accountname)=[^\"'\\n]*?;\\s*"
                    + "(?:password|pwd|accountkey|sharedaccesskey)=([^;\"'\\s]+)");

    private static final Pattern AUTHORIZATION_HEADER =
            Pattern.compile("(?i)\\bauthorization\\W{1,8}(?:bearer|basic|token)\\s+([\\w+/=.~-]{8,})");

    private static final Pattern RANDOM_PARAMETER =
            Pattern.compile("(?i)[?&](?:api[_-]?key|key|token|access_token|secret|client_secret|auth)=([\\w-]{20,})"
                    + "|\\bx-(?:api-key|api-token|auth-token|access-token)\\W{1,8}([\\w+/=.~-]{16,})");

    private static final Pattern PASSWORD_OF_GO = Pattern.compile("\"[\\w.-]+:([^\\s:@\"'/]{4,})@(?:tcp|unix)\\(");

    private SecretShape() {}

    /** What was seen, and how. */
    record Sighting(LeakKind kind, String value, int start) {}

    /** Returns the secrets in {@code text} that their form alone gives away. */
    static List<Sighting> sightings(String text) {
        List<Sighting> sightings = new ArrayList<>();
        ProviderKeys.in(text, sightings);
        collect(PRIVATE_KEY, LeakKind.PRIVATE_KEY, text, sightings);
        collectTokens(text, sightings);
        collectPasswords(PASSWORD_IN_ADDRESS, text, sightings);
        collectPasswords(PASSWORD_PARAMETER, text, sightings);
        collectPasswords(AUTHORIZATION_HEADER, text, sightings);
        collectPasswords(PASSWORD_OF_GO, text, sightings);
        List<Sighting> random = new ArrayList<>();
        collectPasswords(RANDOM_PARAMETER, text, random);
        random.stream().filter(next -> RandomText.looksRandom(next.value())).forEach(sightings::add);
        return sightings;
    }

    private static void collect(Pattern pattern, LeakKind kind, String text, List<Sighting> sightings) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            sightings.add(new Sighting(kind, matcher.group(), matcher.start()));
        }
    }

    private static void collectTokens(String text, List<Sighting> sightings) {
        Matcher matcher = SIGNED_TOKEN.matcher(text);
        while (matcher.find()) {
            if (!matcher.group().contains(SHOWN_TOKEN)) {
                sightings.add(new Sighting(LeakKind.SIGNED_TOKEN, matcher.group(), matcher.start()));
            }
        }
    }

    private static void collectPasswords(Pattern pattern, String text, List<Sighting> sightings) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            int group = 1;
            while (matcher.group(group) == null) {
                group++;
            }
            String password = matcher.group(group);
            if (isLiteralPassword(password) && !(pattern == AUTHORIZATION_HEADER && isNameWithoutPassword(password))) {
                boolean header = pattern == AUTHORIZATION_HEADER || pattern == RANDOM_PARAMETER;
                LeakKind kind = header ? LeakKind.LITERAL : LeakKind.PASSWORD_IN_ADDRESS;
                sightings.add(new Sighting(kind, password, matcher.start(group)));
            }
        }
    }

    /** A public client logs in with its name and an empty password. */
    private static boolean isNameWithoutPassword(String encoded) {
        try {
            String decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.US_ASCII);
            return decoded.indexOf(':') == decoded.length() - 1;
        } catch (IllegalArgumentException ex) {
            return false;
        }
    }

    private static boolean isLiteralPassword(String password) {
        return !password.isBlank()
                && !password.contains("${")
                && !password.contains("$(")
                && !password.matches("[{<%*$#?\\[@:].*|\\*+|[x.]{3,}|\\+\\w*|.*[\\]}]|%\\w+|[A-Z]+(_[A-Z]+)+|ENC\\(.*");
    }

    /** Returns whether {@code value} is a secret whatever its name: a private key, a token, a password within an address. */
    static boolean looksSecret(String value) {
        return PLAIN_TEXT_MARKER.matcher(value).matches() || !sightings(value).isEmpty();
    }

    /** Returns whether {@code value} marks itself as a password in plain text. */
    static boolean isMarkedAsPlainText(String value) {
        return PLAIN_TEXT_MARKER.matcher(value).matches();
    }

    /** Returns whether {@code value} cannot be a secret, although its name says so. */
    static boolean isHarmless(String value) {
        return HarmlessValue.matches(value);
    }
}
