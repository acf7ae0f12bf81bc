package dev.readiness.spring.secrets;

import dev.readiness.spring.assessment.ApplicationClassFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.util.ClassUtils;

/** The directories on the class path that hold the application's own classes and resources, and no library's. */
final class ApplicationRoots {

    private final ResourcePatternResolver resources;

    ApplicationRoots(ResourcePatternResolver resources) {
        this.resources = resources;
    }

    /** Returns the resources below any of the roots that match {@code pattern}. */
    List<Resource> find(String pattern) {
        return roots().filter(root -> ApplicationClassFiles.isProduction(root.toString()))
                .flatMap(root -> find(root, pattern))
                .toList();
    }

    private Stream<URL> roots() {
        ClassLoader loader =
                Objects.requireNonNullElseGet(resources.getClassLoader(), ClassUtils::getDefaultClassLoader);
        try {
            return Collections.list(loader.getResources("")).stream();
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot list the class path", ex);
        }
    }

    private Stream<Resource> find(URL root, String pattern) {
        try {
            return Arrays.stream(resources.getResources(root + pattern));
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot list " + root + pattern, ex);
        }
    }
}
