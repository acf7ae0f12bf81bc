import dev.readiness.assessment.ReportWriter;
import dev.readiness.spring.assessment.Readiness;
import java.nio.file.Path;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;

/** Starts the prototype, writes its hardening report into the file of the first argument, and stops. Run from source. */
class WriteReport {

    public static void main(String[] args) throws ClassNotFoundException {
        Class<?> prototype = Class.forName("com.example.clinic.ClinicApplication");
        // Started from source, the launcher's own loader is the context's, and it may not proxy what is package-private.
        Thread.currentThread().setContextClassLoader(prototype.getClassLoader());
        try (var context = SpringApplication.run(prototype, Arrays.copyOfRange(args, 1, args.length))) {
            ReportWriter.json().write(Readiness.assess(context), Path.of(args[0]));
        }
    }
}
