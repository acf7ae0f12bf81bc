package dev.readiness.observability;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Makes the files for those on call from the command line, of any application that answers Prometheus:
 * {@code java -cp readiness-core.jar dev.readiness.observability.OperationsCommand clinic
 * http://127.0.0.1:8081/actuator/prometheus operations}.
 *
 * <p>Prints what no alert watches. Ends with 1 if the application does not answer as expected, with 2 if the arguments are
 * wrong. Slices, objectives and jobs are only known where Spring or {@link OperationsFacts} say them.
 */
public final class OperationsCommand {

    private static final String USAGE =
            "Three arguments are needed: the name of the application, where it answers Prometheus, and a directory";

    private OperationsCommand() {}

    /** Makes the files of the application, address and directory in {@code arguments}. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.size() != 3) {
            err.println(USAGE);
            return 2;
        }
        OperationsFacts facts;
        try {
            facts = new OperationsFacts(
                    arguments.get(0),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    "",
                    URI.create(arguments.get(1)));
        } catch (IllegalArgumentException ex) {
            err.println(ex.getMessage());
            return 2;
        }
        try {
            OperationsBundle bundle = OperationsBundle.of(facts, exposition(facts.scrape()));
            bundle.writeTo(Path.of(arguments.get(2)));
            out.println(bundle.files().size() + " files in " + arguments.get(2));
            bundle.blind().forEach(each -> out.println("Not watched: " + each));
            return 0;
        } catch (IOException | UncheckedIOException | IllegalArgumentException ex) {
            err.println("Nothing made of " + facts.scrape() + ": " + ex.getMessage());
            return 1;
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static String exposition(URI address) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(address)
                        .header("Accept", "text/plain")
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("it answered " + answer.statusCode());
        }
        return answer.body();
    }
}
