package dev.readiness.spring.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Every setting that a page shows in a block is one that something reads. */
class DocumentedSettingsTests {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```properties\\n(.*?)^```");

    private static final Pattern SETTING = Pattern.compile("(?m)^(readiness\\.[^=\\s]+)\\s*=");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../docs"))) {
            return Stream.concat(Stream.of(Path.of("../README.md")), files.sorted().toList().stream())
                    .filter(file -> file.toString().endsWith(".md"));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageShowsNoSettingThatNobodyReads(Path page) throws IOException {
        assertThat(unknown(Files.readString(page))).isEmpty();
    }

    @Test
    void aMistypedOneIsFound() {
        assertThat(unknown("```properties\nreadiness.audit.stores=jdbc\n```\n"))
                .singleElement()
                .asString()
                .contains("readiness.audit.store");
    }

    private static List<String> unknown(String page) {
        Map<String, Object> settings = new LinkedHashMap<>();
        Matcher block = BLOCK.matcher(page);
        while (block.find()) {
            Matcher setting = SETTING.matcher(block.group(1));
            while (setting.find()) {
                settings.put(setting.group(1), "");
            }
        }
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("page", settings));
        return UnknownSettings.in(
                environment, () -> SettingsMetadata.read(DocumentedSettingsTests.class.getClassLoader()));
    }
}
