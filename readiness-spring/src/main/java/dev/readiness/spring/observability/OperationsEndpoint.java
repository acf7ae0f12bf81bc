package dev.readiness.spring.observability;

import dev.readiness.observability.OperationsBundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.util.MimeTypeUtils;

/**
 * Gives the files of {@link Operations}: their names, one of them ({@code /actuator/operations/dashboard.json}), or all
 * ({@code /actuator/operations/bundle.zip}). Like each endpoint of Actuator it is not there over HTTP until it is exposed.
 */
@Endpoint(id = "operations")
public final class OperationsEndpoint {

    /** Entries of a zip have a time; the same application must give the same bytes. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final int CONFLICT = 409;

    private final ApplicationContext context;

    OperationsEndpoint(ApplicationContext context) {
        this.context = context;
    }

    /** Returns what there is, and what no alert watches, as an {@link Index}; 409 with what is missing if nothing can be made. */
    @ReadOperation
    public @Nullable WebEndpointResponse<?> index() {
        return answer(
                bundle -> new WebEndpointResponse<>(new Index(bundle.files().keySet(), bundle.blind())));
    }

    /**
     * Returns one file, or all as {@code bundle.zip}; null if there is none of that name, 409 with what is missing if nothing can
     * be made.
     */
    @ReadOperation(produces = "application/octet-stream")
    public @Nullable WebEndpointResponse<?> file(@Selector(match = Selector.Match.ALL_REMAINING) String... path) {
        String name = String.join("/", path);
        return answer(bundle -> {
            if (name.equals("bundle.zip")) {
                return response(zip(bundle.files()));
            }
            String text = bundle.files().get(name);
            return text == null ? null : response(text.getBytes(StandardCharsets.UTF_8));
        });
    }

    private @Nullable WebEndpointResponse<?> answer(
            Function<OperationsBundle, @Nullable WebEndpointResponse<?>> content) {
        OperationsBundle bundle;
        try {
            bundle = Operations.of(context);
        } catch (IllegalArgumentException | IllegalStateException ex) {
            // The request is right; it is the application that lacks something, and the text says what.
            return new WebEndpointResponse<>(
                    Map.of("detail", String.valueOf(ex.getMessage())), CONFLICT, MimeTypeUtils.APPLICATION_JSON);
        }
        return content.apply(bundle);
    }

    private static WebEndpointResponse<Resource> response(byte[] bytes) {
        return new WebEndpointResponse<>(
                new ByteArrayResource(bytes), WebEndpointResponse.STATUS_OK, MimeTypeUtils.APPLICATION_OCTET_STREAM);
    }

    private static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(ALWAYS);
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return bytes.toByteArray();
    }

    /**
     * What there is.
     *
     * @param files paths of the files
     * @param blind what no alert watches because the application does not measure it, each with what would change that
     */
    public record Index(Set<String> files, List<String> blind) {}
}
