package dev.readiness.spring.validation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.ArrayType;
import java.io.IOException;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Refuses with Jackson 2 what {@link FiniteNumbersModule} does with Jackson 3. */
final class Jackson2FiniteNumbers extends SimpleModule {

    private static final long serialVersionUID = 1L;

    private static final Set<Class<?>> FLOATING = Set.of(double.class, Double.class, float.class, Float.class);

    Jackson2FiniteNumbers() {
        super(Jackson2FiniteNumbers.class.getName());
        setDeserializerModifier(new Modifier());
    }

    private static final class Modifier extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription description, JsonDeserializer<?> deserializer) {
            return FLOATING.contains(description.getBeanClass()) ? new Finite(deserializer) : deserializer;
        }

        @Override
        public JsonDeserializer<?> modifyArrayDeserializer(
                DeserializationConfig config,
                ArrayType type,
                BeanDescription description,
                JsonDeserializer<?> deserializer) {
            Class<?> element = type.getContentType().getRawClass();
            return element.isPrimitive() && FLOATING.contains(element) ? new Finite(deserializer) : deserializer;
        }
    }

    private static final class Finite extends DelegatingDeserializer {

        private static final long serialVersionUID = 1L;

        Finite(JsonDeserializer<?> deserializer) {
            super(deserializer);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> other) {
            return new Finite(other);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
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
