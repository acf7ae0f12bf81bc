package dev.readiness.spring.validation;

import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.ArrayType;

/**
 * Refuses what is no number or beyond its type where a {@code double} or {@code float} is read: Jackson makes infinity of 1e999
 * and takes the text "NaN", which slip through constraints and cannot be written as JSON again.
 */
final class FiniteNumbersModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    private static final Set<Class<?>> FLOATING = Set.of(double.class, Double.class, float.class, Float.class);

    FiniteNumbersModule() {
        super(FiniteNumbersModule.class.getName());
        setDeserializerModifier(new Modifier());
    }

    private static final class Modifier extends ValueDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription.Supplier description, ValueDeserializer<?> deserializer) {
            return FLOATING.contains(description.getBeanClass()) ? new Finite(deserializer) : deserializer;
        }

        @Override
        public ValueDeserializer<?> modifyArrayDeserializer(
                DeserializationConfig config,
                ArrayType type,
                BeanDescription.Supplier description,
                ValueDeserializer<?> deserializer) {
            Class<?> element = type.getContentType().getRawClass();
            return element.isPrimitive() && FLOATING.contains(element) ? new Finite(deserializer) : deserializer;
        }
    }

    private static final class Finite extends DelegatingDeserializer {

        Finite(ValueDeserializer<?> deserializer) {
            super(deserializer);
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> other) {
            return new Finite(other);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
            Object value = super.deserialize(parser, context);
            return isFinite(value)
                    ? value
                    : context.reportInputMismatch(this, "Not a number within the range of its type");
        }

        private static boolean isFinite(@Nullable Object value) {
            if (value instanceof double[] numbers) {
                return DoubleStream.of(numbers).allMatch(Double::isFinite);
            }
            if (value instanceof float[] numbers) {
                return IntStream.range(0, numbers.length).allMatch(i -> Float.isFinite(numbers[i]));
            }
            return !(value instanceof Number number) || Double.isFinite(number.doubleValue());
        }
    }
}
