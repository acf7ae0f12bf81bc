package dev.readiness.secrets;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** In what language a file is written, as far as its name tells. */
enum SourceKind {
    PROPERTIES,
    NESTED,
    MARKUP,
    SHELL,
    CODE,
    SQL,
    TEXT;

    private static final Map<String, SourceKind> BY_EXTENSION = Map.ofEntries(
            Map.entry("properties", PROPERTIES),
            Map.entry("yml", NESTED),
            Map.entry("yaml", NESTED),
            Map.entry("json", NESTED),
            Map.entry("json5", NESTED),
            Map.entry("xml", MARKUP),
            Map.entry("xhtml", MARKUP),
            Map.entry("html", MARKUP),
            Map.entry("htm", MARKUP),
            Map.entry("jsp", MARKUP),
            Map.entry("vue", CODE),
            Map.entry("iml", MARKUP),
            Map.entry("env", SHELL),
            Map.entry("sh", SHELL),
            Map.entry("bash", SHELL),
            Map.entry("zsh", SHELL),
            Map.entry("bat", SHELL),
            Map.entry("cmd", SHELL),
            Map.entry("ps1", SHELL),
            Map.entry("envrc", SHELL),
            Map.entry("service", SHELL),
            Map.entry("sql", SQL),
            Map.entry("ddl", SQL),
            Map.entry("ini", PROPERTIES),
            Map.entry("cfg", PROPERTIES),
            Map.entry("toml", CODE),
            Map.entry("tf", CODE),
            Map.entry("tfvars", CODE),
            Map.entry("hcl", CODE));

    private static final Set<String> CODE_EXTENSIONS = Set.of(
            "java", "kt", "kts", "groovy", "gradle", "scala", "js", "jsx", "mjs", "cjs", "ts", "tsx", "py", "go", "rb",
            "php", "cs", "rs", "swift", "dart", "c", "cpp", "h", "svelte", "http");

    private static final Pattern SHELL_NAME =
            Pattern.compile("\\.?env(\\..+)?|.+\\.env|(docker|container)file(\\..+)?|.+\\.dockerfile|makefile|procfile"
                    + "|\\.bashrc|\\.profile|\\.zshrc|mvnw|gradlew|entrypoint|jenkinsfile");

    private static final Pattern PROPERTIES_NAME = Pattern.compile("\\.npmrc|\\.pypirc|\\.netrc|\\.my\\.cnf|.+\\.cnf");

    /** Files that only show what to write, by their last or last but one extension. */
    private static final Pattern SAMPLE = Pattern.compile(
            "(package|composer|tsconfig)\\.json|(^|.*[._-])(example|sample|template|tmpl|dist|tpl)([._-].*)?$");

    private static final Pattern LOCK_FILE = Pattern.compile(
            "package-lock\\.json|npm-shrinkwrap\\.json|yarn\\.lock|pnpm-lock\\.ya?ml|.+\\.lock|go\\.sum|verification-metadata\\.xml"
                    + "|.+\\.(sha\\d+|md5|sum|asc|map|svg|csv|min\\.js|min\\.css|css|scss|less)|sha\\d+sums?|gradle-wrapper\\.properties|\\.jshintrc");

    private static final String LANGUAGE =
            "(ar|bg|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hr|hu|id|it|ja|ko|lt|lv|nb|nl|no|pl|pt|ro|ru|sk|sl|sr|sv|th|tr|uk|vi|zh)";

    private static final Pattern MESSAGES =
            Pattern.compile("(messages?|validationmessages|labels?|texts?|i18n|translations?|strings|errors?)"
                    + "([_.-][a-z]{2,3}([_-][a-z]{2,4})?)*\\.(properties|json|ya?ml|xml|js|ts)"
                    + "|" + LANGUAGE + "([_-][a-z]{2})?\\.(json|ya?ml|properties|js|ts|xml)|.+_" + LANGUAGE
                    + "(_[a-z]{2})?\\.properties");

    private static final Pattern MESSAGES_FOLDER = Pattern.compile(
            "(.*/)?(i18n|lang|langs|locales?|translations?|l10n|values(-[a-z]{2})?)/.*|(.*/)?(plugins|vendors?|libs?|webjars|third[-_]?party)/.*\\.(js|mjs|html)");

    private static final Pattern TEST = Pattern.compile(
            "(.*/)?(src/(it|test|testfixtures|integrationtest|androidtest|testintegration)|tests?|__tests__|__mocks__|spec|e2e|fixtures|cypress)/.*"
                    + "|(.*/)?([^/]*(tests?|it|testcase|spec)\\.(java|kt|groovy|scala|cs)|[^/]*[._-](test|spec)\\.[a-z]+|test_[^/]*\\.py)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern DOCUMENTATION = Pattern.compile(
            "(.*/)?(docs?|documentation|examples?|samples?)/.*\\.(md|adoc|txt|rst|html)|.*\\.(md|adoc|rst|txt|mdx|markdown)"
                    + "|(.*/)?(readme|changelog|license|notice|contributing)[^/]*");

    static SourceKind of(String path) {
        String name = fileName(path);
        String bare = name.replaceFirst("\\.(example|sample|template|dist|tmpl|tpl|bak|orig|old|j2)$", "");
        if (SHELL_NAME.matcher(bare).matches()) {
            return SHELL;
        }
        if (PROPERTIES_NAME.matcher(bare).matches()) {
            return PROPERTIES;
        }
        String extension = bare.substring(bare.lastIndexOf('.') + 1);
        return CODE_EXTENSIONS.contains(extension) ? CODE : BY_EXTENSION.getOrDefault(extension, TEXT);
    }

    /** Returns how much a value in the file at {@code path} counts. */
    static SourceTrust trust(String path) {
        String lower = path.replace('\\', '/').toLowerCase(Locale.ROOT);
        String name = fileName(lower);
        if (LOCK_FILE.matcher(name).matches()
                || MESSAGES.matcher(name).matches()
                || MESSAGES_FOLDER.matcher(lower).matches()) {
            return SourceTrust.SHAPES_ONLY;
        }
        boolean shown = SAMPLE.matcher(name).matches()
                || DOCUMENTATION.matcher(lower).matches()
                || TEST.matcher(path.replace('\\', '/')).matches();
        return shown ? SourceTrust.SHOWN : SourceTrust.USED;
    }

    private static String fileName(String path) {
        String unix = path.replace('\\', '/');
        return unix.substring(unix.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}
