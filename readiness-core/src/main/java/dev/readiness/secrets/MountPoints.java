package dev.readiness.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Where file systems are mounted, as Linux tells each process. */
final class MountPoints {

    private static final Path TABLE = Path.of("/proc/self/mountinfo");

    private static final int POINT = 4;

    private final Set<String> points;

    MountPoints(List<String> table) {
        this.points = table.stream()
                .map(line -> line.split(" "))
                .filter(fields -> fields.length > POINT)
                .map(fields -> fields[POINT].replace("\\040", " "))
                .collect(Collectors.toSet());
    }

    /** Returns those of this process; none where the system does not tell. */
    static MountPoints ofThisProcess() {
        try {
            return new MountPoints(Files.readAllLines(TABLE));
        } catch (IOException ex) {
            return new MountPoints(List.of());
        }
    }

    boolean contains(Path file) {
        return points.contains(file.toString());
    }
}
