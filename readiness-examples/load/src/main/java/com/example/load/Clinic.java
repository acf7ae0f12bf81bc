package com.example.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** The clinic, before or after hardening, in a process of its own with an empty database. */
final class Clinic implements AutoCloseable {

    private static final String PASSWORD = "test-password-of-nobody";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final String name;
    private final Path folder;
    private final int port;
    private final int management;

    private Clinic(Process process, String name, Path folder, int port, int management) {
        this.process = process;
        this.name = name;
        this.folder = folder;
        this.port = port;
        this.management = management;
    }

    static Clinic start(String name, Path examples, Path below) throws Exception {
        Path folder = Files.createTempDirectory(below, name);
        if (name.equals("hardened")) {
            copy(examples.resolve("hardened/config"), folder.resolve("config"));
        }
        int port = freePort();
        int management = freePort();
        int sms = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                examples.resolve(name + "/target/" + name + ".jar").toString(),
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--clinic.sms.url=http://127.0.0.1:" + sms + "/messages",
                "--clinic.sms.stand-in.port=" + sms));
        if (name.equals("hardened")) {
            // A few patients stand for many, so their limits are out of the way; they are still asked.
            command.addAll(List.of(
                    "--management.server.port=" + management,
                    "--management.endpoints.web.exposure.include=health,scaling",
                    "--readiness.scaling.enabled=true",
                    "--readiness.scaling.every=1s",
                    "--readiness.scaling.shedding.enabled=true",
                    "--readiness.rate-limit.rules.booking.limits=1000000/1m",
                    "--readiness.rate-limit.rules.appointments.limits=1000000/1m",
                    "--readiness.rate-limit.rules.signup.limits=1000000/1m",
                    "--readiness.outbound.sms.limit=100000/1s"));
        }
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.log").toFile())
                .start();
        Clinic clinic = new Clinic(process, name, folder, port, management);
        clinic.awaitUp();
        return clinic;
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    boolean isHardened() {
        return name.equals("hardened");
    }

    /** Returns what the hardened one says of itself. */
    String scaling() throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/actuator/scaling"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    /** Returns a file with the patients, each of whom has one appointment. */
    Path signUpPatients(int number) throws Exception {
        StringBuilder csv = new StringBuilder("email,password,appointment\n");
        for (int patient = 1; patient <= number; patient++) {
            String email = "patient" + patient + "@clinic.example";
            post(
                    "/signup",
                    null,
                    "{\"name\":\"Pat Smith\",\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD));
            String booked = post(
                    "/appointments",
                    email,
                    "{\"start\":\"%s\",\"reason\":\"Checkup\",\"phone\":\"+15550100\"}"
                            .formatted(LocalDateTime.now(ZoneOffset.UTC)
                                    .plusDays(30)
                                    .withNano(0)));
            csv.append(email)
                    .append(',')
                    .append(PASSWORD)
                    .append(',')
                    .append(new ObjectMapper().readTree(booked).path("id").asLong())
                    .append('\n');
        }
        return Files.writeString(folder.resolve("patients.csv"), csv);
    }

    private String post(String path, String user, String json) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(base().resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        if (user != null) {
            request.header(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
        }
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private void awaitUp() throws Exception {
        while (true) {
            if (!process.isAlive()) {
                throw new IllegalStateException("It did not start: " + Files.readString(folder.resolve("out.log")));
            }
            try {
                client.send(HttpRequest.newBuilder(base().resolve("/admin")).build(), BodyHandlers.discarding());
                return;
            } catch (IOException ex) {
                process.waitFor(200, java.util.concurrent.TimeUnit.MILLISECONDS);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
