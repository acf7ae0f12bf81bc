package dev.readiness.assessment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * The findings that an application had when it adopted the library, kept in a committed file, so that only new ones fail the
 * build.
 *
 * <p>The file is JSON: an array of objects with {@code rule} and {@code where}, sorted, so that its history reads well.
 * Instances are immutable.
 */
public final class KnownFindings {

    private final Set<Key> keys;

    private KnownFindings(Collection<Key> keys) {
        this.keys = Set.copyOf(keys);
    }

    /** Returns the failures of {@code assessment} as known findings. */
    public static KnownFindings of(Assessment assessment) {
        return new KnownFindings(
                assessment.failures().stream().map(Key::of).distinct().toList());
    }

    /**
     * Reads known findings from {@code file}.
     *
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if it is not in the form that {@link #writeTo} writes
     */
    public static KnownFindings from(Path file) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), Files.readAllBytes(file))) {
            Set<Key> keys = new TreeSet<>();
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw malformed(file);
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                keys.add(readKey(parser, file));
            }
            if (parser.currentToken() != JsonToken.END_ARRAY) {
                throw malformed(file);
            }
            return new KnownFindings(keys);
        } catch (StreamReadException ex) {
            throw new IllegalArgumentException(malformed(file).getMessage() + ": " + ex.getOriginalMessage(), ex);
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read the known findings in " + file, ex);
        }
    }

    /**
     * Writes these known findings to {@code file}, replacing what is there.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public void writeTo(Path file) {
        try {
            Files.writeString(file, PrettyJson.of(this::write));
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot write the known findings to " + file, ex);
        }
    }

    Finding waiveIfKnown(Finding finding) {
        return finding.result() == Result.FAIL && keys.contains(Key.of(finding))
                ? finding.as(
                        Result.WAIVED, new Evidence("known findings", "known when the project adopted the library"))
                : finding;
    }

    /** Returns a remark for each of these findings that {@code assessment} does not fail on any more. */
    List<String> noLongerIn(Assessment assessment) {
        Set<Key> failing = assessment.failures().stream().map(Key::of).collect(Collectors.toSet());
        return keys.stream()
                .filter(key -> !failing.contains(key))
                .sorted()
                .map(key -> "The known finding " + key.rule() + " at " + key.where()
                        + " is no longer found: write the file of known findings again")
                .toList();
    }

    private static Key readKey(JsonParser parser, Path file) {
        String rule = null;
        String where = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw malformed(file);
            }
            switch (name) {
                case "rule" -> rule = parser.getString();
                case "where" -> where = parser.getString();
                default -> throw malformed(file);
            }
        }
        if (rule == null || where == null) {
            throw malformed(file);
        }
        return new Key(rule, where);
    }

    private static IllegalArgumentException malformed(Path file) {
        return new IllegalArgumentException("'" + file
                + "' must hold a JSON array of objects with 'rule' and 'where', as KnownFindings.writeTo writes it");
    }

    private void write(JsonGenerator json) {
        json.writeStartArray();
        for (Key key : new TreeSet<>(keys)) {
            json.writeStartObject();
            json.writeStringProperty("rule", key.rule());
            json.writeStringProperty("where", key.where());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private record Key(String rule, String where) implements Comparable<Key> {

        static Key of(Finding finding) {
            return new Key(finding.ruleId(), finding.where());
        }

        @Override
        public int compareTo(Key other) {
            int byRule = rule.compareTo(other.rule);
            return byRule != 0 ? byRule : where.compareTo(other.where);
        }
    }
}
