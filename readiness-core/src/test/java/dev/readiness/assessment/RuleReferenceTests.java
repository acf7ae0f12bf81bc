package dev.readiness.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RuleReferenceTests {

    private static final String COMMAND =
            "mvn -pl readiness-core test -Dtest=RuleReferenceTests -Dreadiness.update-docs=true";

    @Test
    void committedPageIsTheOneOfTheCatalogue() throws IOException {
        Path page = repository().resolve("docs").resolve("rules.md");
        if (Boolean.getBoolean("readiness.update-docs")) {
            Files.writeString(page, RuleReference.page());
        }

        assertThat(Files.readString(page).replace("\r\n", "\n"))
                .as("docs/rules.md is behind rules.json. Write it again with: " + COMMAND)
                .isEqualTo(RuleReference.page());
    }

    @Test
    void pageDescribesEveryRule() {
        assertThat(RuleCatalogue.all())
                .allSatisfy(rule ->
                        assertThat(RuleReference.page()).contains("## " + rule.id() + "\n", rule.why(), rule.remedy()));
    }

    /** Maven runs tests in the module, other runners in the repository. */
    private static Path repository() {
        Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        return Files.isDirectory(module.resolve("readiness-core")) ? module : module.getParent();
    }
}
