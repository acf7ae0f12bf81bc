package dev.readiness.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorsTests {

    @TempDir
    Path directory;

    @Test
    void aQuotaIsAPartOfTheProcessors() throws IOException {
        Files.writeString(directory.resolve("cpu.max"), "150000 100000\n");
        Files.writeString(directory.resolve("cpu.stat"), "usage_usec 900\nnr_throttled 3\nthrottled_usec 2500000\n");

        Processors processors = new Processors(directory, directory);

        assertThat(processors.usable(4)).isEqualTo(1.5);
        assertThat(processors.usable(1)).isEqualTo(1);
        assertThat(processors.throttledSeconds()).isEqualTo(2.5);
    }

    @Test
    void withoutAQuotaAllAreUsable() throws IOException {
        Files.writeString(directory.resolve("cpu.max"), "max 100000\n");

        assertThat(new Processors(directory, directory).usable(4)).isEqualTo(4);
    }

    @Test
    void timeThatTheHostGaveToOthersIsTimeTaken() throws IOException {
        // user nice system idle iowait irq softirq steal guest guest_nice
        Files.writeString(directory.resolve("stat"), "cpu  100 1 50 9999 888 2 3 44 7 7\ncpu0 1 1 1 1\n");

        assertThat(new Processors(directory, directory).allSeconds()).isEqualTo(2.0);
    }

    @Test
    void whereThereIsNothingToReadNothingIsSeen() {
        Processors processors = new Processors(directory.resolve("none"), directory.resolve("none"));

        assertThat(processors.allSeconds()).isNaN();
        assertThat(processors.throttledSeconds()).isNaN();
        assertThat(processors.usable(3)).isEqualTo(3);
    }
}
