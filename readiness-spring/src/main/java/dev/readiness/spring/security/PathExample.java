package dev.readiness.spring.security;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Makes a path that a pattern matches: {@code /visits/1} for {@code /visits/{id}}. */
final class PathExample {

    private static final Pattern VARIABLE = Pattern.compile("\\{\\*?[^:{}]+(?::((?:[^{}]|\\{[^{}]*})+))?}");

    private static final List<String> PLAUSIBLE = List.of(
            "1",
            "a",
            "a1",
            "abc",
            "ABC",
            "en",
            "12",
            "123",
            "1234",
            "12345",
            "2026-01-31",
            "1.0",
            "v1",
            "a-b",
            "a.txt",
            "00000000-0000-4000-8000-000000000001",
            "a@example.com",
            "true",
            "00000000000000000000000a");

    private PathExample() {}

    /** Returns a path that {@code pattern} matches, or nothing if no plausible value satisfies a variable. */
    static Optional<String> of(String pattern) {
        StringBuilder path = new StringBuilder();
        Matcher variables = VARIABLE.matcher(pattern);
        while (variables.find()) {
            Optional<String> value = valueFor(variables.group(1));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            variables.appendReplacement(path, Matcher.quoteReplacement(value.get()));
        }
        variables.appendTail(path);
        String example = path.toString().replace("**", "x").replace('*', 'x').replace('?', 'x');
        return Optional.of(example.startsWith("/") ? example : "/" + example);
    }

    private static Optional<String> valueFor(@Nullable String regex) {
        if (regex == null) {
            return Optional.of("1");
        }
        try {
            Pattern condition = Pattern.compile(regex);
            return PLAUSIBLE.stream()
                    .filter(value -> condition.matcher(value).matches())
                    .findFirst();
        } catch (PatternSyntaxException ex) {
            return Optional.empty();
        }
    }
}
