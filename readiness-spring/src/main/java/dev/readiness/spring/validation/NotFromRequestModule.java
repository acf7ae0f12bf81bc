package dev.readiness.spring.validation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.readiness.spring.validation.ValidationProperties.NotFromRequestMode;
import dev.readiness.validation.NotFromRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.exc.PropertyBindingException;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.util.ClassUtil;

/**
 * Keeps the values of callers out of annotated properties.
 *
 * <p>What a constructor takes, the components of records included, gets a reader that refuses or leaves out; so does every
 * annotated property if it is to be refused. What is to be left out of fields and setters is read-only to Jackson, so that
 * the value that the object came with stays.
 */
final class NotFromRequestModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    private final NotFromRequestMode mode;

    NotFromRequestModule(NotFromRequestMode mode) {
        super(NotFromRequestModule.class.getName());
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
        public @Nullable Object findDeserializer(MapperConfig<?> config, Annotated annotated) {
            return annotated.hasAnnotation(NotFromRequest.class) && !isLeftOutByJackson(annotated)
                    ? new KeptOut(mode, null)
                    : null;
        }

        @Override
        public JsonProperty.@Nullable Access findPropertyAccess(MapperConfig<?> config, Annotated annotated) {
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
    private static final class KeptOut extends ValueDeserializer<Object> {

        private final NotFromRequestMode mode;

        private final @Nullable JavaType type;

        KeptOut(NotFromRequestMode mode, @Nullable JavaType type) {
            this.mode = mode;
            this.type = type;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            return new KeptOut(mode, property == null ? null : property.getType());
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
            refuse(context);
            parser.skipChildren();
            return nothing();
        }

        @Override
        public @Nullable Object getNullValue(DeserializationContext context) {
            refuse(context);
            return nothing();
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return nothing();
        }

        private void refuse(DeserializationContext context) {
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
