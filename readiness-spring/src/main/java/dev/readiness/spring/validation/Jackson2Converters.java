package dev.readiness.spring.validation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.readiness.spring.validation.PathLimits.JsonLimits;
import dev.readiness.spring.validation.ValidationProperties.NotFromRequestMode;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.AbstractJackson2HttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets Spring MVC read JSON by a stricter mapper, where it reads JSON with Jackson 2; see {@link RequestJsonConverters}. */
@SuppressWarnings({"deprecation", "removal"}) // since Spring Framework 7, but Spring Boot 3.5 has nothing else
final class Jackson2Converters implements WebMvcConfigurer, KeptOutOfJson, Ordered {

    private final RequestLimits limits;

    private final @Nullable NotFromRequestMode notFromRequest;

    private boolean inUse;

    Jackson2Converters(RequestLimits limits, @Nullable NotFromRequestMode notFromRequest) {
        this.limits = limits;
        this.notFromRequest = notFromRequest;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE; // after whoever chooses a mapper
    }

    @Override
    public boolean isKeptOut(Class<?> type, String property) {
        return inUse && notFromRequest != null && KeptOutFields.isKeptOut(type, property);
    }

    @Override
    public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
        converters.replaceAll(this::limited);
    }

    private HttpMessageConverter<?> limited(HttpMessageConverter<?> converter) {
        if (converter.getClass() != MappingJackson2HttpMessageConverter.class) {
            return converter;
        }
        inUse = true;
        return new LimitedConverter((MappingJackson2HttpMessageConverter) converter, limits, notFromRequest);
    }

    private static final class LimitedConverter extends MappingJackson2HttpMessageConverter {

        private final RequestLimits limits;

        private final @Nullable NotFromRequestMode notFromRequest;

        /** One for each way that a route reads JSON, of which there are as many as settings. */
        private final Map<ReadersKey, MappingJackson2HttpMessageConverter> readers = new ConcurrentHashMap<>();

        LimitedConverter(
                MappingJackson2HttpMessageConverter plain,
                RequestLimits limits,
                @Nullable NotFromRequestMode notFromRequest) {
            super(plain.getObjectMapper());
            this.limits = limits;
            this.notFromRequest = notFromRequest;
            setSupportedMediaTypes(plain.getSupportedMediaTypes());
            setDefaultCharset(plain.getDefaultCharset());
            ConverterState.share(AbstractJackson2HttpMessageConverter.class, "objectMapperRegistrations", plain, this);
            ConverterState.share(MappingJackson2HttpMessageConverter.class, "jsonPrefix", plain, this);
        }

        @Override
        public Object read(Type type, @Nullable Class<?> context, HttpInputMessage message) throws IOException {
            Class<?> raw = ResolvableType.forType(type).resolve(Object.class);
            return reader(raw).read(type, context, message);
        }

        @Override
        protected Object readInternal(Class<?> type, HttpInputMessage message) throws IOException {
            return reader(type).read(type, null, message);
        }

        private MappingJackson2HttpMessageConverter reader(Class<?> type) {
            boolean usual = getObjectMappersForType(type).isEmpty();
            return readers.computeIfAbsent(
                    new ReadersKey(RequestBound.limits(limits).json(), usual ? Object.class : type), this::newReader);
        }

        private MappingJackson2HttpMessageConverter newReader(ReadersKey key) {
            MappingJackson2HttpMessageConverter reader =
                    new MappingJackson2HttpMessageConverter(limited(getObjectMapper(), key));
            Map<MediaType, ObjectMapper> own = getObjectMappersForType(key.type());
            if (!own.isEmpty()) {
                reader.registerObjectMappersForType(
                        key.type(),
                        mappers -> own.forEach((media, mapper) -> mappers.put(media, limited(mapper, key))));
            }
            return reader;
        }

        private ObjectMapper limited(ObjectMapper mapper, ReadersKey key) {
            return Jackson2Mapper.of(mapper, key.json(), notFromRequest);
        }
    }

    private record ReadersKey(JsonLimits json, Class<?> type) {}
}
