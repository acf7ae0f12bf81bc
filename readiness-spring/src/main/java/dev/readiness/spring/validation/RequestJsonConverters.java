package dev.readiness.spring.validation;

import dev.readiness.spring.validation.PathLimits.JsonLimits;
import dev.readiness.spring.validation.ValidationProperties.NotFromRequestMode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractJacksonHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters.ServerBuilder;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets Spring MVC read JSON by a stricter mapper. What the application reads from elsewhere, with the same mapper perhaps, is
 * not touched, and neither is a converter of its own class.
 */
final class RequestJsonConverters implements WebMvcConfigurer, KeptOutOfJson, Ordered {

    private final RequestLimits limits;

    private final @Nullable NotFromRequestMode notFromRequest;

    private boolean inUse;

    RequestJsonConverters(RequestLimits limits, @Nullable NotFromRequestMode notFromRequest) {
        this.limits = limits;
        this.notFromRequest = notFromRequest;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE; // after whoever chooses a mapper
    }

    /** A converter of the application's own class does not keep anything out. */
    @Override
    public boolean isKeptOut(Class<?> type, String property) {
        return inUse && notFromRequest != null && KeptOutFields.isKeptOut(type, property);
    }

    @Override
    public void configureMessageConverters(ServerBuilder builder) {
        builder.configureMessageConvertersList(converters -> converters.replaceAll(this::limited));
    }

    private HttpMessageConverter<?> limited(HttpMessageConverter<?> converter) {
        if (converter.getClass() != JacksonJsonHttpMessageConverter.class) {
            return converter;
        }
        inUse = true;
        JacksonJsonHttpMessageConverter plain = (JacksonJsonHttpMessageConverter) converter;
        return new LimitedConverter(plain, limits, notFromRequest);
    }

    private static final class LimitedConverter extends JacksonJsonHttpMessageConverter {

        private final RequestLimits limits;

        private final @Nullable NotFromRequestMode notFromRequest;

        /** One for each way that a route reads JSON, of which there are as many as settings. */
        private final Map<ReadersKey, JacksonJsonHttpMessageConverter> readers = new ConcurrentHashMap<>();

        LimitedConverter(
                JacksonJsonHttpMessageConverter plain,
                RequestLimits limits,
                @Nullable NotFromRequestMode notFromRequest) {
            super(plain.getMapper());
            this.limits = limits;
            this.notFromRequest = notFromRequest;
            setSupportedMediaTypes(plain.getSupportedMediaTypes());
            ConverterState.share(AbstractJacksonHttpMessageConverter.class, "mapperRegistrations", plain, this);
            ConverterState.share(JacksonJsonHttpMessageConverter.class, "jsonPrefix", plain, this);
        }

        @Override
        public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
                throws IOException {
            return reader(type.resolve(Object.class)).read(type, message, hints);
        }

        private JacksonJsonHttpMessageConverter reader(Class<?> type) {
            boolean usual = getMappersForType(type).isEmpty();
            return readers.computeIfAbsent(
                    new ReadersKey(RequestBound.limits(limits).json(), usual ? Object.class : type), this::newReader);
        }

        private JacksonJsonHttpMessageConverter newReader(ReadersKey key) {
            JacksonJsonHttpMessageConverter reader = new JacksonJsonHttpMessageConverter(limited(getMapper(), key));
            Map<MediaType, JsonMapper> own = getMappersForType(key.type());
            if (!own.isEmpty()) {
                reader.registerMappersForType(
                        key.type(),
                        mappers -> own.forEach((media, mapper) -> mappers.put(media, limited(mapper, key))));
            }
            return reader;
        }

        private JsonMapper limited(JsonMapper mapper, ReadersKey key) {
            return RequestMapper.of(mapper, key.json(), notFromRequest);
        }
    }

    private record ReadersKey(JsonLimits json, Class<?> type) {}
}
