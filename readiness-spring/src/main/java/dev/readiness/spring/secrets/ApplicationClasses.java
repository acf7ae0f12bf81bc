package dev.readiness.spring.secrets;

import dev.readiness.secrets.CodeConstant;
import dev.readiness.secrets.CodeConstants;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.springframework.asm.ClassReader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.util.ClassUtils;

/** Reads the class files of the application's own packages. No class is loaded by it. */
final class ApplicationClasses {

    /** Where Maven and Gradle put test classes, which are on the class path when a test asks for the report. */
    private static final List<String> TEST_OUTPUT =
            List.of("/test-classes/", "/classes/java/test/", "/classes/kotlin/test/", "/resources/test/");

    private final ResourcePatternResolver resources;
    private final Collection<String> packages;

    ApplicationClasses(ResourcePatternResolver resources, Collection<String> packages) {
        this.resources = resources;
        this.packages = packages;
    }

    CodeConstants constants() {
        List<CodeConstant> constants = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        int read = 0;
        for (Resource classFile : classFiles()) {
            if (read(classFile, constants)) {
                read++;
            } else {
                unread.add(String.valueOf(classFile.getFilename()));
            }
        }
        return new CodeConstants(read, unread, constants);
    }

    private static boolean read(Resource classFile, List<CodeConstant> constants) {
        try (InputStream in = classFile.getInputStream()) {
            new ClassReader(in)
                    .accept(new ConstantVisitor(constants), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return true;
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException ex) {
            // A class file of a Java version that this version of ASM does not know, or a damaged one.
            return false;
        }
    }

    private List<Resource> classFiles() {
        return packages.stream()
                .map(name -> "classpath*:" + ClassUtils.convertClassNameToResourcePath(name) + "/**/*.class")
                .flatMap(pattern -> Arrays.stream(resourcesOf(pattern)))
                .filter(ApplicationClasses::isProduction)
                .distinct()
                .toList();
    }

    private Resource[] resourcesOf(String pattern) {
        try {
            return resources.getResources(pattern);
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot list " + pattern, ex);
        }
    }

    private static boolean isProduction(Resource classFile) {
        try {
            return isProduction(classFile.getURL().toString());
        } catch (IOException ex) {
            return true;
        }
    }

    /** Returns whether {@code url} is no output of the compilation of tests. */
    static boolean isProduction(String url) {
        return TEST_OUTPUT.stream().noneMatch(url::contains);
    }
}
