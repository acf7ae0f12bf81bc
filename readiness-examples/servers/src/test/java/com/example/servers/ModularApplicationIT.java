package com.example.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar of the library on the module path, with what comes with it and nothing else. */
class ModularApplicationIT {

    private static final Path SOURCES = Path.of("src", "modular");
    private static final List<String> WHAT_COMES_WITH_IT = List.of(
            "readiness-core", "jspecify", "slf4j-api", "jackson-core-3", "bucket4j", "caffeine", "resilience4j");

    @Test
    void aModularApplicationStarts(@TempDir Path classes) throws Exception {
        String modules = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> WHAT_COMES_WITH_IT.stream()
                        .anyMatch(Path.of(entry).getFileName().toString()::startsWith))
                .collect(Collectors.joining(File.pathSeparator));

        compile(modules, classes);

        assertThat(run(modules + File.pathSeparator + classes))
                .contains("module dev.readiness.core", "answers: 413 200 429", "records: 1")
                .endsWith("exit code 0");
    }

    private static void compile(String modules, Path classes) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("-proc:none", "--module-path", modules, "-d", classes.toString()));
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    private static String run(String modules) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--module-path",
                        modules,
                        "--module",
                        "com.example.modular/com.example.modular.Main")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + "exit code " + process.waitFor();
    }
}
