package dev.readiness.spring.code;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/** A kind of annotation that a proxy gives its meaning. */
enum ProxyAnnotation {

    /** Who may call. */
    GUARD(
            "is not asked: whoever gets there may do it",
            "org.springframework.security.access.prepost.PreAuthorize",
            "org.springframework.security.access.prepost.PostAuthorize",
            "org.springframework.security.access.annotation.Secured",
            "jakarta.annotation.security.RolesAllowed",
            "jakarta.annotation.security.DenyAll"),

    /** All or nothing. */
    TRANSACTION(
            "begins no transaction: a failure half-way leaves half of the changes",
            "org.springframework.transaction.annotation.Transactional",
            "jakarta.transaction.Transactional"),

    /** Not now. */
    BACKGROUND("does nothing: the caller waits", "org.springframework.scheduling.annotation.Async"),

    /** Not twice. */
    CACHE(
            "does nothing: the cache is not asked",
            "org.springframework.cache.annotation.Cacheable",
            "org.springframework.cache.annotation.CacheEvict",
            "org.springframework.cache.annotation.CachePut");

    private final String effect;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of() is
    private final Set<String> names;

    ProxyAnnotation(String effect, String... names) {
        this.effect = effect;
        this.names = Set.of(names);
    }

    /** Returns what becomes of the annotation when the proxy is not asked, as the end of a sentence. */
    String effect() {
        return effect;
    }

    /** Returns the simple name of the annotation of this kind on {@code element}; one that only reads changes nothing. */
    Optional<String> on(AnnotatedElement element) {
        return MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).stream()
                .filter(annotation -> names.contains(annotation.getType().getName()))
                .filter(annotation -> !readsOnly(annotation))
                .map(annotation -> annotation.getType().getSimpleName())
                .findFirst();
    }

    private static boolean readsOnly(MergedAnnotation<?> annotation) {
        return annotation.getValue("readOnly", Boolean.class).orElse(false);
    }
}
