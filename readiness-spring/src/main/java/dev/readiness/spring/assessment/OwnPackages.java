package dev.readiness.spring.assessment;

import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;

/**
 * Tells the code that belongs to an application, its other modules included, from that of libraries.
 *
 * <p>Whose code it is says the beginning of the package, as far as it names an owner: {@code com.acme} of {@code com.acme.shop}.
 */
final class OwnPackages {

    /** Where the names of many owners stand one below the other. */
    private static final Set<String> SHARED = Set.of("github", "gitlab", "bitbucket", "gitee", "googlecode");

    private static final List<String> NEVER = List.of("java.", "javax.", "jdk.", "sun.", "jakarta.", "kotlin.");

    private final List<String> owners;

    private OwnPackages(List<String> owners) {
        this.owners = owners;
    }

    /** Returns what knows the code of the application that {@code beans} belong to. */
    static OwnPackages of(BeanFactory beans) {
        return new OwnPackages(
                AutoConfigurationPackages.has(beans)
                        ? AutoConfigurationPackages.get(beans).stream()
                                .map(OwnPackages::ownerOf)
                                .distinct()
                                .toList()
                        : List.of());
    }

    private static String ownerOf(String name) {
        String[] parts = name.split("\\.", -1);
        int length = parts.length > 1 && SHARED.contains(parts[1]) ? 3 : 2;
        return String.join(".", List.of(parts).subList(0, Math.min(length, parts.length)));
    }

    /** Returns whether the class with the name {@code className} is the application's; without known packages it may be. */
    boolean hold(String className) {
        return owners.isEmpty()
                ? NEVER.stream().noneMatch(className::startsWith)
                : owners.stream().anyMatch(owner -> className.startsWith(owner + "."));
    }
}
