package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.readiness.secrets.CodeConstant;
import dev.readiness.secrets.CodeConstants;
import dev.readiness.spring.assessment.ApplicationClassFiles;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Compiles small classes and reads them from disk, as those of an application are read. */
class ApplicationClassesTests {

    @TempDir
    Path folder;

    @Test
    void readsAConstant() throws Exception {
        assertThat(constantsOf("static final String API_KEY = \"test-value\";"))
                .contains(tuple("com.example.Sms", "API_KEY", "test-value"));
    }

    @Test
    void readsTheInitialValueOfAField() throws Exception {
        assertThat(constantsOf("private String apiKey = \"test-value\";"))
                .containsExactly(tuple("com.example.Sms", "apiKey", "test-value"));
    }

    @Test
    void readsATextWithinAMethodWithoutAName() throws Exception {
        assertThat(constantsOf("String header() { return \"Bearer test-value\"; }"))
                .containsExactly(tuple("com.example.Sms", "", "Bearer test-value"));
    }

    @Test
    void readsTheExpressionsOfValueAnnotations() throws Exception {
        assertThat(constantsOf("@org.springframework.beans.factory.annotation.Value(\"${a:1}\") String field;"
                        + "Sms(@org.springframework.beans.factory.annotation.Value(\"${b:2}\") String parameter) {}"))
                .containsExactlyInAnyOrder(
                        tuple("com.example.Sms", "field", "${a:1}"), tuple("com.example.Sms", "", "${b:2}"));
    }

    @Test
    void leavesOutTextsOfABranchThatNeverRuns() throws Exception {
        String branch = " String get() { if (FAKE) { return \"test-value\"; } return null; }";

        assertThat(constantsOf("private static final Boolean FAKE = false;" + branch))
                .isEmpty();
        assertThat(constantsOf("private static final Boolean FAKE = true;" + branch))
                .containsExactly(tuple("com.example.Sms", "", "test-value"));
        assertThat(constantsOf("private static final Boolean FAKE = Boolean.getBoolean(\"fake\");" + branch))
                .contains(tuple("com.example.Sms", "", "test-value"));
    }

    @Test
    void readsNestedClasses() throws Exception {
        assertThat(constantsOf("static class Inner { static final String KEY = \"test-value\"; }"))
                .containsExactly(tuple("com.example.Sms.Inner", "KEY", "test-value"));
    }

    @Test
    void initialisesNoClass() throws Exception {
        System.clearProperty("readiness.test.initialised");

        constantsOf("static { System.setProperty(\"readiness.test.initialised\", \"yes\"); }");

        assertThat(System.getProperty("readiness.test.initialised")).isNull();
    }

    @Test
    void countsTheClassesThatWereReadAndNamesThoseThatWereNot() throws Exception {
        compile("");
        Files.write(folder.resolve("com/example/Future.class"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});

        CodeConstants constants = read("com.example");

        assertThat(constants.classesRead()).isEqualTo(1);
        assertThat(constants.classesUnread()).containsExactly("Future.class");
    }

    @Test
    void readsNoOtherPackage() throws Exception {
        compile("static final String API_KEY = \"test-value\";");

        assertThat(read("com.other").constants()).isEmpty();
    }

    @Test
    void leavesOutTestClasses() {
        CodeConstants constants = new ApplicationClasses(new ApplicationClassFiles(
                        new PathMatchingResourcePatternResolver(), List.of("dev.readiness.spring.secrets")))
                .constants();

        assertThat(constants.constants())
                .extracting(CodeConstant::className)
                .contains(ConfigurationFiles.class.getName())
                .doesNotContain(ApplicationClassesTests.class.getName());
    }

    private List<org.assertj.core.groups.Tuple> constantsOf(String body) throws Exception {
        compile(body);
        return read("com.example").constants().stream()
                .map(constant -> tuple(
                        constant.className(), constant.name(), constant.text().reveal()))
                .toList();
    }

    private void compile(String body) throws IOException {
        Path source = Files.writeString(
                Files.createDirectories(folder.resolve("com/example")).resolve("Sms.java"),
                "package com.example; class Sms {" + body + "}");
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(result).isZero();
    }

    private CodeConstants read(String packageName) throws IOException {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            return new ApplicationClasses(new ApplicationClassFiles(
                            new PathMatchingResourcePatternResolver(loader), List.of(packageName)))
                    .constants();
        }
    }
}
