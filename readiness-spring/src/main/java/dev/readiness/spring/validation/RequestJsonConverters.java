package dev.readiness.spring.validation;

import dev.readiness.spring.validation.PathLimits.JsonLimits;
import dev.readiness.spring.validation.ValidationProperties.NotFromRequestMode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters.ServerBuilder;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
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
        LimitedConverter limited = new LimitedConverter(plain.getMapper(), limits, notFromRequest);
        limited.setSupportedMediaTypes(plain.getSupportedMediaTypes());
        return limited;
    }

    private static final class LimitedConverter extends JacksonJsonHttpMessageConverter {

        private final RequestLimits limits;

        private final @Nullable NotFromRequestMode notFromRequest;

        /** One for each way that a route reads JSON, of which there are as many as settings. */
        private final Map<JsonLimits, JacksonJsonHttpMessageConverter> readers = new ConcurrentHashMap<>();

        LimitedConverter(JsonMapper application, RequestLimits limits, @Nullable NotFromRequestMode notFromRequest) {
            super(application);
            this.limits = limits;
            this.notFromRequest = notFromRequest;
        }

        @Override
        public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
                throws IOException {
            return reader().read(type, message, hints);
        }

        private JacksonJsonHttpMessageConverter reader() {
            HttpServletRequest request =
                    RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                            ? attributes.getRequest()
                            : null;
            JsonLimits json = (request == null ? limits.elsewhere() : ServletLimits.of(limits, request)).json();
            return readers.computeIfAbsent(
                    json,
                    key -> new JacksonJsonHttpMessageConverter(RequestMapper.of(getMapper(), key, notFromRequest)));
        }
    }
}
