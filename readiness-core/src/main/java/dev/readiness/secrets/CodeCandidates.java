package dev.readiness.secrets;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads text literals in programs, with what the program does with them. */
final class CodeCandidates implements CandidateReader {

    private static final Pattern LITERAL = Pattern.compile(
            "\"\"\"([^\"]*)\"\"\"|\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|(?<![\\w'])'((?:[^'\\\\]|\\\\.){2,400}+)'|`([^`]*)`");

    /** {@code name =}, {@code "name":}, {@code name: Type =}, {@code ["name"] =}, {@code 'name' =>}. */
    private static final Pattern ASSIGNED = Pattern.compile(
            "([\\w.$-]+)[\"'`\\]]*\\s*(?::\\s*[\\w<>?.|\\[\\] ]+\\s*)?(?:=|:|=>|:=|==|===|!=|!==|\\?=|\\+=)\\s*(?:\\([\\w.]+\\)\\s*|[bfru]|new\\s+(?:String|StringBuilder)\\(|Optional\\.of\\(|Some\\(|\\{\\s*)?$");

    private static final Pattern CALLED = Pattern.compile("([\\w$]+)\\s*(?:<[^<>]*>)?\\(\\s*$");

    private static final Pattern NAMED_ARGUMENT = Pattern.compile("([\\w$]+)\\(\\s*[\"']([\\w.\\s-]+)[\"']\\s*,\\s*$");

    private static final Pattern MAP = Pattern.compile("(?:Map\\.of|mapOf)\\((.*\"([\\w.-]+)\"\\s*,\\s*)$");

    private static final Pattern PUTS = Pattern.compile(
            "put\\w*|define|set\\w*|add(Header|DefaultHeader|Property|Parameter|Option|EnvironmentVariable)?|with\\w*|entry|pair|header|param|queryParam|property|option|configure|env|claim|attr|append|Entry|SimpleEntry|NameValuePair|BasicNameValuePair|Pair");

    private static final Pattern SIGNS = Pattern.compile(
            "(?:\\bsignWith|\\bjwt\\.(?:sign|verify|encode|decode)|\\bcreateHmac|\\bHMAC\\.new)\\([^;]*,\\s*$");

    /** A comparison of types, and an attribute of a template, whose text is a program. */
    private static final Pattern EXPRESSION = Pattern.compile(
            "\\btypeof\\b|[\\s<][:@#*\\[][\\w.:()\\[\\]-]+=\\s*$|\\bv-[\\w:.-]+=\\s*$|\\b(?:x|ng)-[\\w:.-]+=\\s*$");

    private static final Pattern FALLEN_BACK = Pattern.compile(
            "([\\w.-]+)[\"')\\]!]*\\s*(?:\\?:|\\|\\||\\?\\?|\\bor\\b|\\.orElse\\(|\\.unwrap_or\\(|\\.getOrElse\\()\\s*$");

    private static final Pattern CHECKED = Pattern.compile(
            "^\\s*\\.equals(?:IgnoreCase)?\\(\\s*([\\w.]+?)(?:\\(\\))?\\s*\\)|^\\s*={2,3}\\s*([\\w.]+)");

    private static final Pattern LOOKUP = Pattern.compile(
            "getOrDefault|getProperty|getenv|get|env|getEnv|getString|setdefault|config|property|opt|getIfPresent|environ");

    /** Calls whose last text argument is a secret. */
    private static final Pattern TAKES_A_SECRET = Pattern.compile(
            "(?:setBasicAuth|basicAuthentication|basicAuth|basic|BasicAWSCredentials|AwsBasicCredentials|PasswordAuthentication|getConnection|UsernamePasswordCredentials"
                    + "|BasicAuthRequestInterceptor|AwsSessionCredentials|AWSStaticCredentialsProvider|createUser|withBasicAuth|InMemoryUser)\\s*\\([^;]*,\\s*$"
                    + "|(?:AwsBasicCredentials|Credentials)\\.(?:create|of|basic)\\([^;]*,\\s*$");

    /** The id of an account as Twilio and Amazon write it, whoever takes the two. */
    private static final Pattern BEHIND_ACCOUNT =
            Pattern.compile("[\"'](?:AC[0-9a-fA-F]{32}|A[KS]IA[0-9A-Z]{16})[\"']\\s*,\\s*$");

    private static final Pattern KEY_OF_ACCOUNT = Pattern.compile("[\\w/+]{20,}");

    private static final Set<String> SECRET_CALLS = Set.of(
            "hmac256",
            "hmac384",
            "hmac512",
            "hmacshakeyfor",
            "secretkeyspec",
            "setsigningkey",
            "signingkey",
            "verifywith",
            "signwith",
            "bearerauth",
            "setbearerauth",
            "withtoken",
            "pbekeyspec",
            "rememberme",
            "hmacsha256",
            "macsigner",
            "macverifier",
            "secretkeyfor");

    private static final Set<String> ENCODERS =
            Set.of("encode", "hash", "hashpw", "encrypt", "matches", "hashSync", "hashpassword");

    private static final Pattern OPENS = Pattern.compile("(?i)pass|pwd|store|key|load|protection|spec|init");

    private static final Pattern TURNED_INTO_KEY = Pattern.compile("^\\s*\\.(?:toCharArray|getBytes)\\(.*");

    private static final Set<String> HARMLESS_CALLS = Set.of(
            "get",
            "find",
            "has",
            "is",
            "by",
            "exists",
            "contains",
            "validate",
            "verify",
            "check",
            "remove",
            "delete",
            "generate",
            "reset",
            "forgot",
            "extract",
            "parse",
            "log",
            "invalid",
            "missing",
            "create",
            "decode",
            "resolve",
            "lookup",
            "read",
            "select",
            "query",
            "update",
            "change",
            "request",
            "revoke",
            "send",
            "test",
            "should",
            "require",
            "use",
            "assert",
            "field",
            "show",
            "expired",
            "no",
            "bad",
            "type",
            "add");

    /** A method of a build script that is called without parentheses. */
    private static final Pattern GROOVY =
            Pattern.compile("(?:^|[{;])\\s*(\\w*[pP]assword|\\w*[sS]ecret|\\w*[tT]oken)\\s+$");

    private static final Pattern DEFAULT = Pattern.compile("\\s*default\\s*=\\s*");

    private static final Pattern VARIABLE = Pattern.compile("^\\s*variable\\s+\"([\\w-]+)\"");

    private static final int LONGEST_VARIABLE = 8;

    /** A variable of a method; the name of a parameter or column is a constant of a class. */
    private static final Pattern OWN_VARIABLE =
            Pattern.compile("\\s*(final\\s+)?String\\s+\\w*[pP]assword\\w*\\s*=\\s*");

    private static final Pattern IS_A_NAME = Pattern.compile("\\s*:");

    /** What is put together with something else is a part, not the secret. */
    private static final Pattern GOES_ON = Pattern.compile("\\s*\\+\\s*[A-Za-z_$(]");

    @Override
    public void read(SourceLines source, int line, Consumer<Candidate> candidates) {
        String text = source.at(line);
        Matcher literal = LITERAL.matcher(text);
        while (literal.find()) {
            String value = firstGroup(literal);
            String before = text.substring(0, literal.start());
            if (before.isBlank()
                    && IS_A_NAME.matcher(text.substring(literal.end())).lookingAt()) {
                continue; // the name of what follows, and no value of what opens on the line above
            }
            if (before.isBlank()) {
                before = source.at(line - 1).stripTrailing() + " ";
                before = before.length() > 1 ? before.substring(0, before.length() - 1) : "";
            }
            if (DEFAULT.matcher(before).matches()) {
                before = variableAbove(source, line).orElse("default") + " = ";
            }
            read(value, before, text.substring(literal.end()), candidates);
        }
        if (text.contains("\"\"\"") || (!text.contains("\"") && !text.contains("'"))) {
            inTextBlock(text, candidates);
        }
    }

    /** Returns the name of the variable of Terraform in whose block the line stands. */
    private static Optional<String> variableAbove(SourceLines source, int line) {
        for (int above = line - 1; above >= Math.max(0, line - LONGEST_VARIABLE); above--) {
            Matcher variable = VARIABLE.matcher(source.at(above));
            if (variable.find()) {
                return Optional.of(variable.group(1));
            }
        }
        return Optional.empty();
    }

    private static String firstGroup(Matcher literal) {
        for (int group = 1; group <= literal.groupCount(); group++) {
            if (literal.group(group) != null) {
                return literal.group(group);
            }
        }
        return "";
    }

    private static void read(String value, String before, String after, Consumer<Candidate> candidates) {
        if (value.isBlank()) {
            return;
        }
        within(value, after, candidates);
        if (GOES_ON.matcher(after).lookingAt()) {
            return;
        }
        if (value.contains("${")) {
            candidates.accept(Candidate.setting("", value));
        }
        Matcher matcher = FALLEN_BACK.matcher(before);
        if (matcher.find()) {
            candidates.accept(Candidate.fallback(matcher.group(1), value));
            return;
        }
        matcher = ASSIGNED.matcher(before);
        if (matcher.find()) {
            assigned(matcher.group(1), value, before, candidates);
            return;
        }
        matcher = GROOVY.matcher(before);
        if (matcher.find()) {
            candidates.accept(Candidate.setting(matcher.group(1), value));
            return;
        }
        matcher = NAMED_ARGUMENT.matcher(before);
        if (matcher.find()) {
            if (LOOKUP.matcher(matcher.group(1)).matches()) {
                candidates.accept(Candidate.fallback(matcher.group(2), value));
            } else if (PUTS.matcher(matcher.group(1)).matches()) {
                candidates.accept(Candidate.setting(matcher.group(2), value));
            }
        }
        matcher = MAP.matcher(before);
        if (matcher.find() && matcher.group(1).split("\"", -1).length % 4 == 3) {
            candidates.accept(Candidate.setting(matcher.group(2), value));
        }
        called(value, before, after, candidates);
    }

    private static void assigned(String name, String value, String before, Consumer<Candidate> candidates) {
        if (EXPRESSION.matcher(before).find()) {
            return;
        }
        boolean compared = before.stripTrailing().endsWith("==")
                || before.stripTrailing().endsWith("!=")
                || before.stripTrailing().endsWith("=");
        boolean key = before.matches("(?s).*[\"'`]\\s*(:|=>|]\\s*=)\\s*$") || before.matches("(?s).*[\\w-]\\s*:\\s*$");
        boolean set = key || !compared || OWN_VARIABLE.matcher(before).matches();
        candidates.accept(set ? Candidate.setting(name, value) : Candidate.constant(name, value));
    }

    private static void called(String value, String before, String after, Consumer<Candidate> candidates) {
        if (SIGNS.matcher(before).find()) {
            candidates.accept(Candidate.setting("secret", value));
            return;
        }
        if (BEHIND_ACCOUNT.matcher(before).find()
                && KEY_OF_ACCOUNT.matcher(value).matches()) {
            candidates.accept(Candidate.setting("secret", value));
            return;
        }
        if (TAKES_A_SECRET.matcher(before).find() && after.stripLeading().matches("(?s)[).].*|^$")) {
            candidates.accept(Candidate.setting("password", value));
            return;
        }
        Matcher call = CALLED.matcher(before);
        if (call.find()) {
            byMethod(call.group(1), value, before, candidates);
        } else if (TURNED_INTO_KEY.matcher(after).matches()
                && after.contains("toCharArray")
                && OPENS.matcher(before).find()) {
            candidates.accept(Candidate.setting("password", value));
        }
        Matcher checked = CHECKED.matcher(after);
        if (checked.find()) {
            candidates.accept(
                    Candidate.constant(checked.group(1) != null ? checked.group(1) : checked.group(2), value));
        }
        if (call.reset().find()
                && TURNED_INTO_KEY.matcher(after).matches()
                && after.contains("toCharArray")
                && OPENS.matcher(before).find()) {
            candidates.accept(Candidate.setting("password", value));
        }
    }

    private static void byMethod(String method, String value, String before, Consumer<Candidate> candidates) {
        String lower = method.toLowerCase(java.util.Locale.ROOT);
        if (ENCODERS.contains(method) || ENCODERS.contains(lower)) {
            // A password that is asked whether it matches meets an expression, an encoder a password.
            String receiver = lower.equals("matches") ? "(bcrypt|encoder|crypt)" : "(pass|bcrypt|encoder|crypt)";
            boolean password = before.matches("(?is).*" + receiver + "\\w*(\\(\\))?\\.?\\w*\\(\\s*$");
            if (password) {
                candidates.accept(Candidate.setting("password", value));
            }
            return;
        }
        if (SECRET_CALLS.contains(lower)) {
            candidates.accept(Candidate.setting("secret", value));
            return;
        }
        if (lower.startsWith("equals")) {
            Matcher receiver = Pattern.compile("([\\w.]+?)(?:\\(\\))?\\.equals\\w*\\(\\s*$")
                    .matcher(before);
            if (receiver.find()) {
                candidates.accept(Candidate.constant(receiver.group(1), value));
            }
            return;
        }
        List<String> words = SecretName.of(method).words();
        if (!words.isEmpty() && !HARMLESS_CALLS.contains(words.get(0)) && Character.isLowerCase(method.charAt(0))) {
            candidates.accept(Candidate.setting(method, value));
        }
    }

    /** Reads settings that stand within one text: {@code "spring.datasource.password=…"}, JSON, connection strings. */
    private static void within(String value, String after, Consumer<Candidate> candidates) {
        boolean plain = value.indexOf('=') < 0 && value.indexOf(':') < 0;
        if (plain || after.stripLeading().startsWith("+")) {
            return;
        }
        LineCandidates.loose(value.replace("\\\"", "\""), candidate -> {
            String text = candidate.value();
            boolean rest = value.endsWith(text)
                    || value.contains(text + ";")
                    || value.contains(text + "&")
                    || value.contains(text + "\"")
                    || value.contains(text + "\\");
            if (rest
                    && !value.matches(".*\\s" + Pattern.quote(candidate.name()) + "\\s*[:=].*")
                    && !text.contains("\\")) {
                candidates.accept(Candidate.setting(candidate.name(), text));
            }
        });
    }

    /** A line within a text block looks like a line of the format that the block is in. */
    private static void inTextBlock(String text, Consumer<Candidate> candidates) {
        if (text.matches("\\s*[a-z][\\w.-]*[.-][\\w.-]+=\\S+\\s*")) {
            LineCandidates.entry(text, candidates);
        }
    }
}
