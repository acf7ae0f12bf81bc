package dev.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Doubles hostile inputs for every expression that what comes in may meet, and counts the characters that are looked at.
 *
 * <p>Not tried are the packages that read the files of the application's own build.
 */
class LinearExpressionsTests {

    private static final Set<String> MEET_INPUT = Set.of("validation", "web", "ratelimit");

    /** Reads settings only. */
    private static final Set<String> EXEMPT = Set.of("RateLimit.TEXT", "RateLimit.java");

    private static final int LENGTH = 400;

    /** Of a linear search it is 2, of a quadratic one 4. */
    private static final double MOST_GROWTH = 2.5;

    @Test
    void everyExpressionIsLinear() throws Exception {
        Map<String, Pattern> expressions = expressions();

        assertThat(expressions).hasSizeGreaterThan(15);
        assertThat(expressions)
                .allSatisfy((place, expression) -> assertThat(worstGrowth(expression))
                        .as(place + " " + expression)
                        .isLessThan(MOST_GROWTH));
    }

    @Test
    void tellsWhatIsNotLinear() {
        assertThat(worstGrowth(Pattern.compile("(a+)+b"))).isGreaterThan(MOST_GROWTH);
        assertThat(worstGrowth(Pattern.compile("\\s+x"))).isGreaterThan(MOST_GROWTH);
        assertThat(worstGrowth(Pattern.compile("[a-z][a-z0-9]*"))).isLessThan(MOST_GROWTH);
    }

    private static Map<String, Pattern> expressions() throws Exception {
        Path classes = Path.of("target/classes");
        Map<String, Pattern> found = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(classes.resolve("dev/readiness"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".class"))
                    .filter(LinearExpressionsTests::meetsInput)
                    .sorted()
                    .toList()) {
                String name = classes.relativize(file).toString().replace('/', '.');
                addConstants(Class.forName(name.substring(0, name.length() - ".class".length())), found);
            }
        }
        Path sources = Path.of("src/main/java");
        try (Stream<Path> files = Files.walk(sources.resolve("dev/readiness"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".java"))
                    .filter(LinearExpressionsTests::meetsInput)
                    .sorted()
                    .toList()) {
                addCalls(file, found);
            }
        }
        found.keySet().removeIf(place -> EXEMPT.stream().anyMatch(place::contains));
        return found;
    }

    private static boolean meetsInput(Path file) {
        return Stream.of(file.toString().split("/")).anyMatch(MEET_INPUT::contains);
    }

    private static void addConstants(Class<?> type, Map<String, Pattern> found) throws IllegalAccessException {
        for (Field field : type.getDeclaredFields()) {
            if (field.getType() == Pattern.class && Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                found.put(type.getName() + "." + field.getName(), (Pattern) field.get(null));
            }
        }
    }

    private static void addCalls(Path source, Map<String, Pattern> found) throws IOException {
        Pattern.compile("\\.(?:matches|replaceAll|replaceFirst|split|compile)\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*[,)]")
                .matcher(Files.readString(source))
                .results()
                .forEach(call -> found.put(
                        source + ": " + call.group(1),
                        Pattern.compile(call.group(1).translateEscapes())));
    }

    /** Returns by how much the worst input costs more if it is twice as long. */
    private static double worstGrowth(Pattern expression) {
        double worst = 0;
        for (String unit : units(expression)) {
            for (String end : List.of("", "\u0001", "!")) {
                for (ToLongFunction<Counted> search : List.<ToLongFunction<Counted>>of(
                        text -> text.lookedAt(() -> expression.matcher(text).matches()),
                        text -> text.lookedAt(() -> {
                            var matcher = expression.matcher(text);
                            while (matcher.find()) {
                                // the next
                            }
                        }))) {
                    long once = search.applyAsLong(new Counted(unit.repeat(LENGTH) + end));
                    long twice = search.applyAsLong(new Counted(unit.repeat(2 * LENGTH) + end));
                    if (twice > 20L * LENGTH) {
                        worst = Math.max(worst, twice > Counted.MOST ? twice : (double) twice / once);
                    }
                }
            }
        }
        return worst;
    }

    /** Returns what a hostile input may repeat: characters that the expression names or means, alone and in pairs. */
    private static List<String> units(Pattern expression) {
        Set<String> characters = new LinkedHashSet<>(List.of("a", "0", " ", "\"", "/", "."));
        expression.pattern().chars().limit(40).forEach(c -> characters.add(Character.toString(c)));
        List<String> units = new ArrayList<>(characters);
        List<String> first = units.subList(0, Math.min(8, units.size()));
        List<String> pairs = first.stream()
                .flatMap(a -> first.stream().filter(b -> !b.equals(a)).map(b -> a + b))
                .toList();
        units.addAll(pairs);
        return units;
    }

    private static final class Counted implements CharSequence {

        private static final long MOST = 2_000_000;

        private final String text;

        private long lookedAt;

        Counted(String text) {
            this.text = text;
        }

        long lookedAt(Runnable search) {
            try {
                search.run();
            } catch (TooManyException | StackOverflowError ex) {
                return Long.MAX_VALUE / 4;
            }
            return Math.max(1, lookedAt);
        }

        @Override
        public char charAt(int index) {
            if (++lookedAt > MOST) {
                throw new TooManyException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManyException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
