package dev.readiness.spring.validation;

import dev.readiness.assessment.Result;
import jakarta.servlet.MultipartConfigElement;
import org.springframework.beans.factory.ObjectProvider;

/** The container reads multipart requests, also those that do not say their length, and so its own limits count. */
final class ServletUploadBounds implements UploadBounds {

    private static final String REMEDY =
            "Set spring.servlet.multipart.max-file-size=1MB and spring.servlet.multipart.max-request-size=10MB, or what you need.";

    private final ObjectProvider<MultipartConfigElement> configurations;

    ServletUploadBounds(ObjectProvider<MultipartConfigElement> configurations) {
        this.configurations = configurations;
    }

    @Override
    public Bound at(String path) {
        MultipartConfigElement configuration =
                configurations.stream().findFirst().orElse(null);
        if (configuration == null) {
            return new Bound(Result.UNKNOWN, "no MultipartConfigElement among the beans", REMEDY);
        }
        // Where one of them is limited, so is the other: the container counts the parts.
        boolean isBound = configuration.getMaxFileSize() >= 0 || configuration.getMaxRequestSize() >= 0;
        return new Bound(
                isBound ? Result.PASS : Result.FAIL,
                "max-file-size " + text(configuration.getMaxFileSize()) + ", max-request-size "
                        + text(configuration.getMaxRequestSize()),
                REMEDY);
    }

    private static String text(long bytes) {
        return bytes < 0 ? "unlimited" : bytes + " bytes";
    }
}
