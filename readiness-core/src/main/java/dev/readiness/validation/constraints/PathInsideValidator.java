package dev.readiness.validation.constraints;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Checks {@link PathInside}. */
public final class PathInsideValidator {

    private final Path base;

    private PathInsideValidator(Path base) {
        this.base = base;
    }

    private static PathInsideValidator of(PathInside constraint) {
        if (constraint.value().isBlank()) {
            throw new IllegalArgumentException("'value' must name a directory but is blank");
        }
        return new PathInsideValidator(
                Path.of(constraint.value()).toAbsolutePath().normalize());
    }

    private boolean contains(Path path) {
        Path joined = base.resolve(path).normalize();
        return joined.startsWith(base) && !joined.equals(base) && existingPartIsInside(joined);
    }

    /** A link below the directory may lead out of it, so the longest part that exists is asked where it really is. */
    private boolean existingPartIsInside(Path joined) {
        try {
            Path realBase = base.toRealPath();
            for (Path part = joined; part != null && part.startsWith(base); part = part.getParent()) {
                if (Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
                    return part.toRealPath().startsWith(realBase);
                }
            }
            return true;
        } catch (IOException ex) {
            // The directory is not there yet, so nothing below it can be a link; or a link leads nowhere.
            return !Files.exists(base);
        }
    }

    /** Checks text. */
    public static final class ForText implements ConstraintValidator<PathInside, CharSequence> {

        private @Nullable PathInsideValidator rules;

        @Override
        public void initialize(PathInside constraint) {
            rules = of(constraint);
        }

        @Override
        public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
            if (value == null || rules == null) {
                return true;
            }
            try {
                return value.length() > 0
                        && value.chars().noneMatch(character -> character == '\\')
                        && rules.contains(Path.of(value.toString()));
            } catch (InvalidPathException ex) {
                return false;
            }
        }
    }

    /** Checks paths. */
    public static final class ForPath implements ConstraintValidator<PathInside, Path> {

        private @Nullable PathInsideValidator rules;

        @Override
        public void initialize(PathInside constraint) {
            rules = of(constraint);
        }

        @Override
        public boolean isValid(@Nullable Path value, ConstraintValidatorContext context) {
            return value == null || rules == null || rules.contains(value);
        }
    }
}
