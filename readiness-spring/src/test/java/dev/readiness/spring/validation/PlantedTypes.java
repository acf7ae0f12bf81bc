package dev.readiness.spring.validation;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.ConvertGroup;
import jakarta.validation.groups.Default;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.validator.constraints.ScriptAssert;

/** What {@link PlantedParameters} takes. */
final class PlantedTypes {

    private PlantedTypes() {}

    enum Kind {
        A,
        B
    }

    interface OnCreate {}

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.FIELD, ElementType.PARAMETER})
    @NotBlank
    @Size(max = 9)
    @Constraint(validatedBy = {})
    @interface Composed {

        String message() default "must be short";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    record Small(@NotBlank @Size(max = 9) String text) {}

    record Empty() {}

    record Wrapper(String text, int count) {}

    record NumbersOnly(int count, Long id, BigDecimal price, LocalDate day, UUID key, Kind kind, Boolean flag) {}

    record Page<T>(@Valid @Size(max = 9) List<T> items, int number) {}

    record Arrays(
            @Size(max = 9) int[] numbers,
            @Size(max = 99) byte[] picture,
            @Size(max = 9) @Valid Small[] items) {}

    record ArrayGap(@Size(max = 9) String[] texts) {}

    record OnlyOnCreate(
            @NotBlank(groups = OnCreate.class) @Size(max = 9, groups = OnCreate.class)
            String text) {}

    record Converting(
            @Valid @ConvertGroup(to = OnCreate.class) OnlyOnCreate part,
            @Size(max = 9) String text) {}

    record ConvertingElements(
            @Size(max = 9) List<@Valid @ConvertGroup(from = Default.class, to = OnCreate.class) OnlyOnCreate> parts) {}

    record NotConverting(
            @Valid OnlyOnCreate part, @Size(max = 9) String text) {}

    record Deep(@Valid Middle middle) {}

    record Middle(@NotNull Small small, int count) {}

    record DeepCascaded(@Valid MiddleCascaded middle) {}

    record MiddleCascaded(@NotNull @Valid Small small, int count) {}

    record MapOfLists(@Size(max = 9) Map<@Size(max = 9) String, @Size(max = 9) List<@Valid Small>> lists) {}

    record MapOfObjects(@Size(max = 9) Map<String, Object> anything) {}

    record WithUri(@NotNull URI callback, @Positive int count) {}

    record WithComposed(@Composed String text) {}

    @ScriptAssert(lang = "none", script = "")
    record WholeChecked(String from, String to) {}

    static class Base {

        @Size(max = 9)
        private String base;

        public String getBase() {
            return base;
        }

        public void setBase(String base) {
            this.base = base;
        }
    }

    static class Derived extends Base {

        @NotBlank
        @Size(max = 9)
        private String own;

        public String getOwn() {
            return own;
        }

        public void setOwn(String own) {
            this.own = own;
        }
    }

    static class DerivedGap extends Base {

        private String own;

        public String getOwn() {
            return own;
        }

        public void setOwn(String own) {
            this.own = own;
        }
    }

    static class ByGetter {

        private String name;

        @NotBlank
        @Size(max = 9)
        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }
    }
}
