package dev.readiness.spring.audit;

import dev.readiness.audit.AuditExport;
import dev.readiness.audit.AuditVerification;
import dev.readiness.audit.AuditVerifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.util.MimeTypeUtils;

/**
 * What proves the trail to others: {@code GET /actuator/auditevidence} is an export of all of it, with {@code ?ids=…} of some
 * records with their proofs; {@code POST} verifies the trail in the database against what the anchors have. Each use is recorded first.
 */
@WebEndpoint(id = "auditevidence")
final class AuditEvidenceEndpoint {

    private final WatchedTrail trail;
    private final AuditExport export;
    private final AuditVerifier verifier;
    private final PublishedCheckpoints published;

    AuditEvidenceEndpoint(
            WatchedTrail trail, AuditExport export, AuditVerifier verifier, PublishedCheckpoints published) {
        this.trail = trail;
        this.export = export;
        this.verifier = verifier;
        this.published = published;
    }

    /** What a verification found, with the verdict in words, and what of the anchors could not be read. */
    record Verdict(boolean valid, String summary, List<String> anchorProblems, AuditVerification verification) {}

    // Spring Boot 3.5 knows a parameter that may be left out by this annotation alone.
    @SuppressWarnings("deprecation")
    @ReadOperation(produces = "application/zip")
    WebEndpointResponse<?> evidence(@org.springframework.lang.Nullable List<String> ids) throws IOException {
        trail.record("audit.export");
        if (ids != null) {
            return evidenceOf(ids);
        }
        Path zip = Files.createTempFile("audit-trail", ".zip");
        try (var out = Files.newOutputStream(zip)) {
            export.writeTrail(out);
        } catch (IOException | RuntimeException ex) {
            Files.deleteIfExists(zip);
            throw ex;
        }
        return new WebEndpointResponse<>(new VanishingFile(zip));
    }

    /** Takes texts, because Spring Boot converts a parameter by its class and so leaves what a list holds as it is. */
    private WebEndpointResponse<?> evidenceOf(List<String> ids) throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try {
            export.writeEvidence(zip, ids.stream().map(UUID::fromString).toList());
        } catch (IllegalArgumentException ex) {
            return new WebEndpointResponse<>(
                    Map.of("detail", String.valueOf(ex.getMessage())),
                    WebEndpointResponse.STATUS_BAD_REQUEST,
                    MimeTypeUtils.APPLICATION_JSON);
        }
        return new WebEndpointResponse<>(new ByteArrayResource(zip.toByteArray()));
    }

    @WriteOperation
    Verdict verify() {
        trail.record("audit.verify");
        List<String> problems = new ArrayList<>();
        AuditVerification found = verifier.verify(published.read(problems));
        return new Verdict(found.isValid() && problems.isEmpty(), found.toString(), problems, found);
    }

    /** A file that is gone when it has been sent: it holds the whole trail. */
    private static final class VanishingFile extends FileSystemResource {

        private final Path file;

        VanishingFile(Path file) {
            super(file);
            this.file = file;
        }

        @Override
        public java.io.InputStream getInputStream() throws IOException {
            return Files.newInputStream(file, java.nio.file.StandardOpenOption.DELETE_ON_CLOSE);
        }
    }
}
