package dev.readiness.spring.validation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.util.ClassUtil;
import dev.readiness.spring.validation.ValidationProperties.NotFromRequestMode;
import dev.readiness.validation.NotFromRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Keeps the values of callers out with Jackson 2 as {@link NotFromRequestModule} does with Jackson 3. */
final class Jackson2NotFromRequest extends SimpleModule {

    private static final long serialVersionUID = 1L;

    private final NotFromRequestMode mode;

    Jackson2NotFromRequest(NotFromRequestMode mode) {
        super(Jackson2NotFromRequest.class.getName());
        this.mode = mode;
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.insertAnnotationIntrospector(new Introspector(mode));
    }

    private static final class Introspector extends NopAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        private final NotFromRequestMode mode;

        Introspector(NotFromRequestMode mode) {
            this.mode = mode;
        }

        @Override
        public Version version() {
            return Version.unknownVersion();
        }

        @Override
        public @Nullable Object findDeserializer(Annotated annotated) {
            return annotated.hasAnnotation(NotFromRequest.class) && !isLeftOutByJackson(annotated)
                    ? new KeptOut(mode, null)
                    : null;
        }

        @Override
        public JsonProperty.@Nullable Access findPropertyAccess(Annotated annotated) {
            return annotated.hasAnnotation(NotFromRequest.class) && isLeftOutByJackson(annotated)
                    ? JsonProperty.Access.READ_ONLY
                    : null;
        }

        private boolean isLeftOutByJackson(Annotated annotated) {
            return mode == NotFromRequestMode.IGNORE
                    && !(annotated instanceof AnnotatedParameter)
                    && !isOfRecord(annotated);
        }

        private static boolean isOfRecord(Annotated annotated) {
            return annotated instanceof AnnotatedMember member
                    && member.getDeclaringClass().isRecord();
        }
    }

    /** Reads nothing. */
    private static final class KeptOut extends JsonDeserializer<Object> implements ContextualDeserializer {

        private final NotFromRequestMode mode;

        private final @Nullable JavaType type;

        KeptOut(NotFromRequestMode mode, @Nullable JavaType type) {
            this.mode = mode;
            this.type = type;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            return new KeptOut(mode, property == null ? null : property.getType());
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            refuse(context);
            parser.skipChildren();
            return nothing();
        }

        @Override
        public @Nullable Object getNullValue(DeserializationContext context) throws JsonMappingException {
            refuse(context);
            return nothing();
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return nothing();
        }

        private void refuse(DeserializationContext context) throws JsonMappingException {
            if (mode == NotFromRequestMode.REFUSE) {
                throw new NotFromRequestException(context.getParser());
            }
        }

        private @Nullable Object nothing() {
            return type != null && type.isPrimitive() ? ClassUtil.defaultValue(type.getRawClass()) : null;
        }
    }

    /** A caller sent a value for a property that no caller may set. */
    static final class NotFromRequestException extends PropertyBindingException {

        private static final long serialVersionUID = 1L;

        NotFromRequestException(JsonParser parser) {
            super(parser, "A caller must not set this property", parser.currentLocation(), Object.class, "", null);
        }
    }
}
