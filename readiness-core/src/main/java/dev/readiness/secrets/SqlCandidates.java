package dev.readiness.secrets;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads passwords that a script gives to users: of the database, and of the application's own tables. */
final class SqlCandidates implements CandidateReader {

    private static final Pattern GIVEN = Pattern.compile(
            "(?i)\\b(?:identified\\s+(?:with\\s+\\S+\\s+)?by|with\\s+(?:login\\s+)?(?:encrypted\\s+)?password|encrypted\\s+password|password\\s+for\\s+\\S+\\s*=|password\\s*=?|crypt\\s*\\(|encode\\s*\\(|md5\\s*\\(|password\\s*\\()\\s*N?'((?:[^']|'')+)'");

    private static final Pattern SET = Pattern.compile("(?i)[\"`\\[]?(\\w+)[\"`\\]]?\\s*=\\s*N?'((?:[^']|'')+)'");

    private static final Pattern INSERT =
            Pattern.compile("(?i)\\binsert\\s+(?:ignore\\s+)?into\\s+[^\\s(]+\\s*\\(([^()]*)\\)");

    private static final Pattern VALUE =
            Pattern.compile("\\G\\s*(N?'(?:[^']|'')*'|(?:[^,()']|\\([^()]*\\))*)\\s*(,|\\))");

    private static final int FURTHEST = 200;

    @Override
    public void read(SourceLines source, int line, Consumer<Candidate> candidates) {
        String text = source.at(line).replaceFirst("^\\s*--", "");
        Matcher given = GIVEN.matcher(text);
        while (given.find()) {
            candidates.accept(Candidate.setting("password", given.group(1)));
        }
        Matcher set = SET.matcher(text);
        while (set.find()) {
            candidates.accept(Candidate.setting(set.group(1), set.group(2)));
        }
        rows(source, line, candidates);
    }

    private static void rows(SourceLines source, int line, Consumer<Candidate> candidates) {
        StringBuilder columns = new StringBuilder();
        int start = line;
        while (start > 0
                && line - start < FURTHEST
                && !source.at(start).toLowerCase(Locale.ROOT).contains("insert")) {
            if (source.at(start - 1).strip().endsWith(";")) {
                return;
            }
            start--;
        }
        for (int i = start; i <= Math.min(line, start + 8); i++) {
            columns.append(source.at(i)).append(' ');
        }
        Matcher insert = INSERT.matcher(columns);
        if (!insert.find()) {
            return;
        }
        List<String> names =
                List.of(insert.group(1).replaceAll("[\"`\\[\\]\\s]", "").split(",", -1));
        String row = source.at(line);
        int values = row.toLowerCase(Locale.ROOT).indexOf("values");
        int from = row.indexOf(
                '(', values >= 0 ? values : row.toLowerCase(Locale.ROOT).contains("insert") ? row.length() : 0);
        while (from >= 0) {
            from = row(row, from + 1, names, candidates);
        }
    }

    /** Reads one row that begins at {@code from}, and returns where the next one does. */
    private static int row(String text, int from, List<String> names, Consumer<Candidate> candidates) {
        Matcher value = VALUE.matcher(text);
        int column = 0;
        int end = from;
        boolean more = value.find(from);
        while (more) {
            String written = value.group(1).strip();
            if (column < names.size() && written.endsWith("'")) {
                String plain = written.substring(written.indexOf('\'') + 1, written.length() - 1);
                candidates.accept(Candidate.setting(names.get(column), plain));
            }
            column++;
            end = value.end();
            more = value.group(2).equals(",") && value.find();
        }
        return text.indexOf('(', end);
    }
}
