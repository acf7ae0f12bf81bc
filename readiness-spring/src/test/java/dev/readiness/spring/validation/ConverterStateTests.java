package dev.readiness.spring.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.http.MockHttpOutputMessage;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class ConverterStateTests {

    record Link(String linkTarget) {}

    @Test
    void writesWithTheMapperThatTheHostRegisteredForATypeAndWithItsPrefix() throws IOException {
        JacksonJsonHttpMessageConverter host = new JacksonJsonHttpMessageConverter();
        host.setJsonPrefix("//");
        JsonMapper own = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        host.registerMappersForType(Link.class, mappers -> mappers.put(MediaType.APPLICATION_JSON, own));

        MockHttpOutputMessage answer = new MockHttpOutputMessage();
        limited(host).write(new Link("a"), MediaType.APPLICATION_JSON, answer);

        assertThat(answer.getBodyAsString()).isEqualTo("//{\"link_target\":\"a\"}");
    }

    @SuppressWarnings("unchecked")
    private static HttpMessageConverter<Object> limited(JacksonJsonHttpMessageConverter host) {
        ValidationProperties properties = new Binder(
                        new MapConfigurationPropertySource(Map.of("readiness.validation.max-body-size", "1KB")))
                .bind("readiness.validation", ValidationProperties.class)
                .get();
        HttpMessageConverters.ServerBuilder builder =
                HttpMessageConverters.forServer().withJsonConverter(host);
        new RequestJsonConverters(new RequestLimits(properties), null).configureMessageConverters(builder);
        for (HttpMessageConverter<?> converter : builder.build()) {
            if (converter instanceof JacksonJsonHttpMessageConverter) {
                assertThat(converter).isNotSameAs(host);
                return (HttpMessageConverter<Object>) converter;
            }
        }
        throw new AssertionError("There is no converter of JSON");
    }
}
