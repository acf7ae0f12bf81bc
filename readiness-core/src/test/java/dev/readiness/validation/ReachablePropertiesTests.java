package dev.readiness.validation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReachablePropertiesTests {

    private static ValidatorFactory factory;

    private final Set<String> asked = new TreeSet<>();

    /** Loads nothing, as a provider does whose objects are lazy. */
    private final TraversableResolver lazy = new TraversableResolver() {
        @Override
        public boolean isReachable(Object object, Path.Node property, Class<?> root, Path path, ElementType kind) {
            asked.add(property.getName());
            return false;
        }

        @Override
        public boolean isCascadable(Object object, Path.Node property, Class<?> root, Path path, ElementType kind) {
            return true;
        }
    };

    @BeforeAll
    static void open() {
        factory = Validation.buildDefaultValidatorFactory();
    }

    @AfterAll
    static void close() {
        factory.close();
    }

    @Test
    void asksNothingAboutWhatNobodyLoadsLater() {
        assertThat(violated(new Plain(null, null, null, new ArrayList<>()))).containsExactly("count", "kind", "name");
        assertThat(asked).containsExactly("others");
    }

    @Test
    void asksAboutEntitiesTheirProxiesAndWhatLooksLikeAnotherTypeToItsGetter() {
        assertThat(violated(new Stored())).isEmpty();
        assertThat(violated(new Stored() {})).isEmpty();
        assertThat(asked).containsExactly("name");

        asked.clear();
        assertThat(violated(new Odd())).isEmpty();
        assertThat(asked).containsExactly("value");
    }

    @Test
    void standsForTheResolverThatAsksAndForNoOther() {
        assertThat(ReachableProperties.canStandFor(factory.getTraversableResolver()))
                .isTrue();
        assertThat(ReachableProperties.canStandFor(lazy)).isFalse();
    }

    private Set<String> violated(Object object) {
        Validator validator = factory.usingContext()
                .traversableResolver(new ReachableProperties(lazy))
                .getValidator();
        Set<String> names = new TreeSet<>();
        for (ConstraintViolation<Object> violation : validator.validate(object)) {
            names.add(violation.getPropertyPath().toString());
        }
        return names;
    }

    enum Kind {
        GOOD
    }

    record Plain(
            @NotNull String name,
            @NotNull Integer count,
            @NotNull Kind kind,
            @NotNull List<@Valid Plain> others) {}

    @Entity
    static class Stored {

        @Id
        long id;

        @NotNull
        String name;
    }

    static class Odd {

        @NotNull
        String value;

        @NotNull
        Object getValue() {
            return value;
        }
    }
}
