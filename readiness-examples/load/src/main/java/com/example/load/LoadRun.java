package com.example.load;

import com.example.load.LadderPage.Rung;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Has 10, 100 and 1,000 patients use the clinic before and after hardening, and writes what the hardened one had predicted
 * beside what was measured: {@code ladder.md} and {@code ladder.svg}.
 */
final class LoadRun {

    private static final double COMING = 8;

    private final Path examples;
    private final Path folder;
    private final int seconds;
    private final List<Rung> rungs = new ArrayList<>();
    private String said = "";

    private LoadRun(Path examples, Path folder, int seconds) {
        this.examples = examples;
        this.folder = folder;
        this.seconds = seconds;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        Files.createDirectories(folder);
        LoadRun run = new LoadRun(Path.of(args[0]).toRealPath(), folder, Integer.parseInt(args[3]));
        List<Integer> users =
                Stream.of(args[2].split(",", -1)).map(Integer::parseInt).toList();
        for (String application : args[4].split(",", -1)) {
            run.drive(application, users);
        }
        Files.writeString(folder.resolve("ladder.md"), LadderPage.table(run.rungs, run.said));
        Files.writeString(folder.resolve("ladder.svg"), LadderPage.picture(run.rungs));
        System.out.println(Files.readString(folder.resolve("ladder.md")));
        System.out.println("Written to " + folder.resolve("ladder.md") + " and ladder.svg");
    }

    private void drive(String name, List<Integer> users) throws Exception {
        try (Clinic clinic = Clinic.start(name, examples, folder)) {
            Path patients = clinic.signUpPatients(20);
            System.out.printf("%s: until it is compiled%n", name);
            load(clinic, patients, 60, 30);
            List<Rung> measured = new ArrayList<>();
            JsonNode ladder = null;
            for (int step = 0; step < users.size(); step++) {
                System.out.printf("%s: %,d users, part %d of %d%n", name, users.get(step), step + 1, users.size());
                if (step == users.size() - 1 && clinic.isHardened()) {
                    ladder = new ObjectMapper().readTree(clinic.scaling());
                }
                measured.add(
                        new Rung(name, users.get(step), load(clinic, patients, users.get(step), seconds), Double.NaN));
            }
            for (Rung rung : measured) {
                rungs.add(new Rung(name, rung.users(), rung.measured(), predicted(ladder, rung.users())));
            }
            if (ladder != null) {
                StringBuilder text = new StringBuilder();
                ladder.path("text").forEach(line -> text.append(line.asText()).append(System.lineSeparator()));
                said = text.toString();
            }
        }
    }

    private static double predicted(JsonNode ladder, int users) {
        if (ladder != null) {
            for (JsonNode rung : ladder.path("ladder").path("rungs")) {
                if (rung.path("users").asInt() == users
                        && !rung.path("measured").asBoolean()) {
                    return rung.path("throughput").asDouble();
                }
            }
        }
        return Double.NaN;
    }

    private Answers load(Clinic clinic, Path patients, int users, int duration)
            throws IOException, InterruptedException {
        Path answers = Files.createTempFile(folder, "answers", ".txt");
        Process gatling = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Dgatling.data.writers.0=console",
                        "-Dload.users=" + users,
                        "-Dload.seconds=" + (int) (duration + COMING),
                        "-Dload.base=" + clinic.base(),
                        "-Dload.patients=" + patients.toAbsolutePath(),
                        "-Dload.answers=" + answers.toAbsolutePath(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.gatling.app.Gatling",
                        "-s",
                        ClinicLoad.class.getName(),
                        "-rf",
                        folder.toString(),
                        "-nr")
                .inheritIO()
                .start();
        if (gatling.waitFor() != 0) {
            System.out.println("Gatling ended with " + gatling.exitValue());
        }
        Answers seen = Answers.read(answers, COMING, COMING + duration);
        Files.delete(answers);
        return seen;
    }
}
