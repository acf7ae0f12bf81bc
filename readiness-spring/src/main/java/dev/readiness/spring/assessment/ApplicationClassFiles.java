package dev.readiness.spring.assessment;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternUtils;
import org.springframework.util.ClassUtils;

/** The class files of the application's own packages. No class is loaded by looking at them. */
public final class ApplicationClassFiles {

    /** Where Maven and Gradle put test classes, which are on the class path when a test asks for the report. */
    private static final List<String> TEST_OUTPUT =
            List.of("/test-classes/", "/classes/java/test/", "/classes/kotlin/test/", "/resources/test/");

    private final ResourcePatternResolver resources;

    private final Collection<String> packages;

    /**
     * @param resources finds the class files
     * @param packages names of the packages that hold the application's classes
     */
    public ApplicationClassFiles(ResourcePatternResolver resources, Collection<String> packages) {
        this.resources = resources;
        this.packages = List.copyOf(packages);
    }

    /** Returns the class files of the application that {@code beans} belong to. */
    public static ApplicationClassFiles of(BeanFactory beans, ResourceLoader resources) {
        return new ApplicationClassFiles(
                ResourcePatternUtils.getResourcePatternResolver(resources),
                AutoConfigurationPackages.has(beans) ? AutoConfigurationPackages.get(beans) : List.of());
    }

    /**
     * Shows each class to a visitor of its own.
     *
     * @param visitors gives the visitor of the next class
     */
    public Reading read(Supplier<? extends ClassVisitor> visitors) {
        return read(visitors, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }

    /**
     * Shows each class, with the names of its variables, to a visitor of its own.
     *
     * @param visitors gives the visitor of the next class
     */
    public Reading readWithNames(Supplier<? extends ClassVisitor> visitors) {
        return read(visitors, ClassReader.SKIP_FRAMES);
    }

    /** Returns whether {@code text} stands in a class file of the application as it is. */
    boolean mention(String text) {
        return classFiles().stream().anyMatch(classFile -> contains(classFile, text));
    }

    /** Returns whether something that {@code pattern} finds stands in a class file of the application. */
    public boolean mention(Pattern pattern) {
        return classFiles().stream()
                .anyMatch(classFile -> pattern.matcher(textOf(classFile)).find());
    }

    /** Returns whether {@code text} stands in a class file of the application, however it is spelt with dashes and case. */
    public boolean mentionLoosely(String text) {
        String wanted = plain(text);
        return classFiles().stream()
                .anyMatch(classFile -> plain(textOf(classFile)).contains(wanted));
    }

    /** Returns {@code text} as Spring Boot compares names. */
    static String plain(String text) {
        return text.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static boolean contains(Resource classFile, String text) {
        return textOf(classFile).contains(text);
    }

    private static String textOf(Resource classFile) {
        try {
            return new String(classFile.getContentAsByteArray(), StandardCharsets.ISO_8859_1);
        } catch (IOException ex) {
            return ""; // one that is there no longer
        }
    }

    private Reading read(Supplier<? extends ClassVisitor> visitors, int options) {
        List<String> unread = new ArrayList<>();
        int read = 0;
        for (Resource classFile : classFiles()) {
            if (read(classFile, visitors.get(), options)) {
                read++;
            } else {
                unread.add(String.valueOf(classFile.getFilename()));
            }
        }
        return new Reading(read, unread);
    }

    private static boolean read(Resource classFile, ClassVisitor visitor, int options) {
        try (InputStream in = classFile.getInputStream()) {
            new ClassReader(in).accept(visitor, options);
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
                .filter(ApplicationClassFiles::isProduction)
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
    public static boolean isProduction(String url) {
        return TEST_OUTPUT.stream().noneMatch(url::contains);
    }

    /**
     * What was read.
     *
     * @param read how many classes were read
     * @param unread file names of those that could not be read
     */
    public record Reading(int read, List<String> unread) {

        /** Copies the list. */
        public Reading {
            unread = List.copyOf(unread);
        }

        /** Returns what {@code rule} says of an application in whose classes it has found nothing. */
        public Finding nothingFound(String rule) {
            Evidence evidence = new Evidence("class files of the application", read + " classes were read");
            return read == 0 || !unread.isEmpty()
                    ? Finding.unknown(
                            rule, Finding.APPLICATION, "Not every class of the application could be read", evidence)
                    : Finding.pass(rule, Finding.APPLICATION, evidence);
        }
    }
}
