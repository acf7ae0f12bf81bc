package dev.readiness.spring.test;

import dev.readiness.spring.test.JsonText.Raw;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;

/** Knows what a document of a type looks like, if there is a validator that knows the constraints. */
interface DocumentsOfTypes {

    DocumentsOfTypes UNKNOWN = new DocumentsOfTypes() {

        @Override
        public Optional<Object> documentOf(ResolvableType type) {
            return Optional.empty();
        }

        @Override
        public List<Raw> outside(ResolvableType type, List<Object> place, Object value) {
            return List.of();
        }
    };

    /** Returns a document of {@code type}. */
    Optional<Object> documentOf(ResolvableType type);

    /** Returns values in place of {@code value} at {@code place} that are to be refused. */
    List<Raw> outside(ResolvableType type, List<Object> place, Object value);

    static DocumentsOfTypes of(ApplicationContext context) {
        Validator validator =
                context.getBeanProvider(Validator.class).stream().findFirst().orElse(null);
        if (validator == null) {
            return UNKNOWN;
        }
        return new DocumentsOfTypes() {

            @Override
            public Optional<Object> documentOf(ResolvableType type) {
                return Optional.of(new ConstrainedType(validator, type).document());
            }

            @Override
            public List<Raw> outside(ResolvableType type, List<Object> place, Object value) {
                return Edges.of(new ConstrainedType(validator, type).constraintsAt(place))
                        .outside(value);
            }
        };
    }
}
