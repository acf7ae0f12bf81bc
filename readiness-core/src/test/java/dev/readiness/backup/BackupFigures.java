package dev.readiness.backup;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.Arrays;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The speed of a backup beside that of COPY alone, in one run on an embedded PostgreSQL, and of a tested restore. Run it with 256
 * MB of heap: {@code mvn -Dquick -Pbackup-figures -pl readiness-core test}. The argument is the number of rows.
 */
final class BackupFigures {

    private static final int ROUNDS = 5;

    private BackupFigures() {}

    public static void main(String[] arguments) throws Exception {
        int rows = arguments.length > 0 && !arguments[0].isBlank() ? Integer.parseInt(arguments[0].strip()) : 1_000_000;
        PrintStream out = System.out;
        Path directory = Files.createTempDirectory("backup-figures");
        try (TestPostgres postgres = new TestPostgres()) {
            DataSource live = postgres.database(
                    "CREATE TABLE account (id bigint PRIMARY KEY, name text, mail text, made timestamptz,"
                            + " balance numeric(12, 2), note text); INSERT INTO account SELECT g, 'Name ' || g, 'mail' || g || '@example.org',"
                            + " now() - g * interval '1 second', g / 7.0, md5(g::text) || md5((g + 1)::text) FROM generate_series(1, "
                            + rows
                            + ") g");
            // Otherwise the first to read writes hints to every page.
            TestPostgres.execute(live, "VACUUM ANALYZE account");
            Backups backups = Backups.of(postgres.backedUp(live), directory, PostgresBackupTests.KEY)
                    .at(InstantSource.system());
            double[] copies = new double[ROUNDS];
            double[] runs = new double[ROUNDS];
            double[] copyCpu = new double[ROUNDS];
            double[] runCpu = new double[ROUNDS];
            long bytes = 0;
            Path file = directory;
            for (int i = 0; i < ROUNDS; i++) {
                long cpu = cpu();
                long begin = System.nanoTime();
                bytes = copyOnly(live);
                copies[i] = seconds(begin);
                copyCpu[i] = (cpu() - cpu) / 1e9;
                cpu = cpu();
                begin = System.nanoTime();
                file = backups.run();
                runs[i] = seconds(begin);
                runCpu[i] = (cpu() - cpu) / 1e9;
            }
            out.printf(
                    "%,d rows, %,d MB as text, %,d MB as a backup, at most %,d MB of heap%n",
                    rows,
                    bytes >> 20,
                    Files.size(file) >> 20,
                    Runtime.getRuntime().maxMemory() >> 20);
            out.printf(
                    "COPY alone %.2f s, backup %.2f s (medians of %d): %.2f of its speed%n",
                    median(copies), median(runs), ROUNDS, median(copies) / median(runs));
            out.printf(
                    "processor time without PostgreSQL's own: COPY alone %.2f s, backup %.2f s%n",
                    median(copyCpu), median(runCpu));
            RestoreEvidence evidence = backups.test(file);
            out.printf(
                    "tested restore %.1f s, problems %s%n", evidence.took().toMillis() / 1000.0, evidence.problems());
        }
    }

    private static long copyOnly(DataSource live) throws Exception {
        try (Connection connection = live.getConnection()) {
            CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY account TO STDOUT");
            long bytes = 0;
            for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                bytes += row.length;
            }
            return bytes;
        }
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
