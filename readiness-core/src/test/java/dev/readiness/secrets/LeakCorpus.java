package dev.readiness.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sources with labelled lines: what a scan must find, what it must not, and how well it did. */
final class LeakCorpus {

    private final Set<String> planted = new LinkedHashSet<>();
    private final Set<String> clean = new LinkedHashSet<>();
    private final Set<String> reported = new HashSet<>();

    private LeakCorpus() {}

    static LeakCorpus of(String... files) {
        LeakCorpus corpus = new LeakCorpus();
        for (String file : files) {
            corpus.read(file);
        }
        return corpus;
    }

    private void read(String file) {
        String name = "";
        List<String> lines = new ArrayList<>();
        for (String line : textOf(file).lines().toList()) {
            if (line.startsWith("=== ")) {
                scan(file, name, lines);
                name = line.substring(4);
                lines.clear();
            } else if (!line.startsWith("# ") || !name.isEmpty()) {
                lines.add(line);
            }
        }
        scan(file, name, lines);
    }

    private void scan(String corpus, String name, List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String place = corpus + " " + name + ":" + (i + 1) + " " + line;
            if (line.startsWith("!")) {
                planted.add(place);
            } else {
                clean.add(place);
            }
            text.append(line.isEmpty() ? "" : line.substring(1).replace("¦", ""))
                    .append('\n');
        }
        LeakScan.create().text(name, text.toString()).stream()
                .map(leak -> corpus + " " + name + ":" + leak.line() + " " + lines.get(leak.line() - 1))
                .forEach(reported::add);
    }

    static String textOf(String file) {
        try (InputStream in = LeakCorpus.class.getResourceAsStream("corpus/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    int plantedCount() {
        return planted.size();
    }

    long cleanCount() {
        return clean.stream()
                .filter(place -> place.matches("\\S+ \\S+:\\d+ \\..*"))
                .count();
    }

    List<String> missed() {
        return planted.stream().filter(place -> !reported.contains(place)).toList();
    }

    List<String> falseAlarms() {
        return clean.stream().filter(reported::contains).toList();
    }

    double recall() {
        return (planted.size() - missed().size()) / (double) planted.size();
    }

    double precision() {
        int right = planted.size() - missed().size();
        return right / (double) (right + falseAlarms().size());
    }
}
