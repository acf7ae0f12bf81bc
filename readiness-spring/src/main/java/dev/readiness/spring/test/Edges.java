package dev.readiness.spring.test;

import dev.readiness.spring.test.JsonText.Raw;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The edges of what constraints accept.
 *
 * @param shortest length of the shortest text, or number of the fewest elements
 * @param longest length of the longest text, or number of the most elements
 * @param least the smallest number, if there is one
 * @param most the largest number, if there is one
 * @param present whether {@code null} is refused
 */
record Edges(
        int shortest,
        int longest,
        @Nullable BigDecimal least,
        @Nullable BigDecimal most,
        boolean present) {

    private static final int MOST_LETTERS = 20_000;

    private static final Set<String> PRESENT = Set.of("NotNull", "NotBlank", "NotEmpty");

    static Edges of(List<ConstraintDescriptor<?>> constraints) {
        int shortest = 0;
        int longest = Integer.MAX_VALUE;
        BigDecimal least = null;
        BigDecimal most = null;
        boolean present = false;
        for (ConstraintDescriptor<?> constraint : constraints) {
            Map<String, Object> attributes = constraint.getAttributes();
            String name = nameOf(constraint);
            present |= PRESENT.contains(name);
            switch (name) {
                case "Size", "Length", "CodePointLength" -> {
                    shortest = Math.max(shortest, intOf(attributes, "min"));
                    longest = Math.min(longest, intOf(attributes, "max"));
                }
                case "NotBlank", "NotEmpty" -> shortest = Math.max(shortest, 1);
                case "Min", "DecimalMin" -> least = new BigDecimal(String.valueOf(attributes.get("value")));
                case "Max", "DecimalMax" -> most = new BigDecimal(String.valueOf(attributes.get("value")));
                case "Positive" -> least = BigDecimal.ONE;
                case "PositiveOrZero" -> least = BigDecimal.ZERO;
                case "Negative" -> most = BigDecimal.ONE.negate();
                case "NegativeOrZero" -> most = BigDecimal.ZERO;
                default -> {
                    // says nothing about size
                }
            }
        }
        return new Edges(shortest, longest, least, most, present);
    }

    private static int intOf(Map<String, Object> attributes, String name) {
        return (Integer) Objects.requireNonNull(attributes.get(name), name);
    }

    static boolean has(List<ConstraintDescriptor<?>> constraints, String name) {
        return constraints.stream().anyMatch(constraint -> nameOf(constraint).equals(name));
    }

    private static String nameOf(ConstraintDescriptor<?> constraint) {
        return constraint.getAnnotation().annotationType().getSimpleName();
    }

    BigDecimal smallestNumber() {
        if (least != null) {
            return least;
        }
        return most != null && most.signum() <= 0 ? most : BigDecimal.ONE;
    }

    /** Returns values just outside of the edges, in place of {@code value}, all of which are to be refused. */
    List<Raw> outside(Object value) {
        List<Raw> outside = new ArrayList<>();
        if (present) {
            outside.add(new Raw("null"));
        }
        if (!(value instanceof Raw raw)) {
            return outside;
        }
        if (raw.isString()) {
            if (shortest > 0) {
                outside.add(Raw.string("x".repeat(shortest - 1)));
            }
            if (longest < MOST_LETTERS) {
                outside.add(Raw.string("x".repeat(longest + 1)));
            }
        } else {
            if (least != null) {
                outside.add(new Raw(least.subtract(BigDecimal.ONE).toPlainString()));
            }
            if (most != null) {
                outside.add(new Raw(most.add(BigDecimal.ONE).toPlainString()));
            }
        }
        return outside;
    }
}
