package dev.readiness.secrets;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads shell scripts, container files and lists of environment variables. */
final class ShellCandidates implements CandidateReader {

    private static final String WORD =
            "(\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|'[^']*'|(?:\\$\\{[^}]*}|[^\\s\"';|&)$]++|\\$)++)";

    private static final Pattern ASSIGNMENT = Pattern.compile("(?<![\\w.${-])([A-Za-z_][\\w.:-]*)=" + WORD);

    private static final Pattern SPACED =
            Pattern.compile("^\\s*(?:ENV|set|setx|SET)\\s+([A-Za-z_]\\w*)\\s+(?!=)" + WORD);

    private static final Pattern POWERSHELL =
            Pattern.compile("^\\s*\\$(?:env:)?(\\w+)\\s*=\\s*(?!\\$)" + WORD); // not of another variable

    private static final Pattern WHOLE =
            Pattern.compile("^\\s*#?\\s*(?:export\\s+)?([A-Za-z_][\\w.-]*)\\s*(?:[?:+]?=|:)\\s*([^\"'#].*?)\\s*$");

    /** A variable of a unit of systemd, with its quotes around the name too. */
    private static final Pattern UNIT = Pattern.compile("^Environment=([\"']?)(\\w+=.*)\\1\\s*$");

    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?([A-Za-z][\\w.-]+)[= ]\\s*(?!-)" + WORD);

    private static final Pattern USER_AND_PASSWORD = Pattern.compile(
            "\\bcurl\\b.*?\\s(?:-u|--user|--proxy-user)[= ]?\\s*[\"']?([^\\s:\"']+):([^\\s\"']+)|\\bmysql\\w*\\b.*?\\s(-)p([^\\s\"'-][^\\s\"']*|'[^']+'|\"[^\"]+\")"
                    + "|\\bsshpass\\b.*?\\s(-)p\\s*([^\\s]+)|\\bredis-cli\\b.*?\\s(-)a\\s*([^\\s]+)|\\bdocker login\\b.*?\\s(-)p\\s*([^\\s]+)"
                    + "|\\bhttpie?\\b.*?\\s(-)a\\s*[^\\s:]+:([^\\s]+)|\\b(htpasswd)\\s+-\\w*b\\w*\\s+\\S+\\s+\\S+\\s+([^\\s]+)"
                    + "|\\b(smbclient|mount)\\b.*?\\bpassword=([^\\s,]+)|\\b(requirepass|masterauth)\\s+([^\\s\"',\\]]+)");

    @Override
    public void read(SourceLines source, int line, Consumer<Candidate> candidates) {
        String text = source.at(line);
        String code = UNIT.matcher(text.strip().startsWith("#") ? text.replaceFirst("^\\s*#+\\s*", "") : text)
                .replaceFirst("$2");
        Matcher whole = WHOLE.matcher(code);
        if (whole.matches() && !code.contains("$(") && !whole.group(1).contains("-")) {
            String value = LineCandidates.withoutComment(whole.group(2)).strip();
            boolean comment = code.length() < text.length();
            if (!comment || LineCandidates.isOneWord(value)) {
                candidates.accept(Candidate.setting(whole.group(1), value));
            }
        } else {
            all(ASSIGNMENT, code, candidates);
        }
        all(SPACED, code, candidates);
        all(POWERSHELL, code, candidates);
        options(code, candidates);
    }

    /** Reads options that hand in a secret. */
    static void options(String text, Consumer<Candidate> candidates) {
        Matcher option = OPTION.matcher(text.replaceAll("[\"'],\\s*[\"']", " "));
        while (option.find()) {
            String name = option.group(1).replaceFirst("^D(?=[a-z])", "");
            if (option.group(2).startsWith("-") || name.equals("e")) {
                continue;
            }
            candidates.accept(Candidate.setting(name, LineCandidates.unquote(option.group(2))));
        }
        Matcher known = USER_AND_PASSWORD.matcher(text.replaceAll("[\"'],\\s*[\"']", " "));
        while (known.find()) {
            for (int group = 2; group <= known.groupCount(); group += 2) {
                if (known.group(group) != null) {
                    candidates.accept(Candidate.setting("password", LineCandidates.unquote(known.group(group))));
                }
            }
        }
    }

    private static void all(Pattern pattern, String text, Consumer<Candidate> candidates) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            candidates.accept(Candidate.setting(matcher.group(1), LineCandidates.unquote(matcher.group(2))));
        }
    }
}
