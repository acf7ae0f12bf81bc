package dev.readiness.spring.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.servlet.ServletException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.MutablePropertyValues;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.DecodingException;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.validation.DataBinder;

class ClientFaultsTests {

    record Named(List<String> names) {}

    static class Strict {

        Strict(String name) {
            throw new IllegalArgumentException(name);
        }
    }

    static class Broken {

        private final List<String> names = List.of();

        public void setName(String name) {
            names.get(1);
        }
    }

    @Test
    void knowsWhatTheBinderCannotDo() {
        assertThat(faultOf(catchThrowable(() -> construct(Named.class, "names[x]"))))
                .isEqualTo(400);
        assertThat(faultOf(catchThrowable(() -> construct(Named.class, "names[300]"))))
                .isEqualTo(400);
        assertThat(faultOf(catchThrowable(() -> construct(Strict.class, "name"))))
                .isEqualTo(400);
    }

    @Test
    void takesFailuresOfTheApplicationForWhatTheyAre() {
        assertThat(faultOf(catchThrowable(() -> Integer.parseInt("x")))).isEqualTo(ClientFaults.NONE);
        assertThat(faultOf(catchThrowable(() -> List.of().get(1)))).isEqualTo(ClientFaults.NONE);
        assertThat(faultOf(new IllegalStateException())).isEqualTo(ClientFaults.NONE);
        assertThat(faultOf(new DecodingException("from another server"))).isEqualTo(ClientFaults.NONE);
        assertThat(faultOf(new ServletException("of a filter"))).isEqualTo(ClientFaults.NONE);
        assertThat(faultOf(new BeanInstantiationException(Named.class, "of the application")))
                .isEqualTo(ClientFaults.NONE);
    }

    /** The binder calls a setter, and the failure is nearer to that. */
    @Test
    void takesAFailureOfASetterForOneOfTheApplication() {
        DataBinder binder = new DataBinder(new Broken());

        Throwable failure = catchThrowable(() -> binder.bind(new MutablePropertyValues(Map.of("name", "a"))));

        assertThat(failure == null ? ClientFaults.NONE : faultOf(failure)).isEqualTo(ClientFaults.NONE);
    }

    @Test
    void blamesAMediaTypeOnTheClientOnlyIfItSentIt() {
        InvalidMediaTypeException failure =
                (InvalidMediaTypeException) catchThrowable(() -> MediaType.parseMediaType("json"));

        assertThat(ClientFaults.statusOf(failure, "json")).isEqualTo(415);
        assertThat(ClientFaults.statusOf(failure, "application/json")).isEqualTo(ClientFaults.NONE);
        assertThat(ClientFaults.statusOf(failure, null)).isEqualTo(ClientFaults.NONE);
    }

    private static int faultOf(Throwable failure) {
        return ClientFaults.statusOf(failure, "application/json");
    }

    private static void construct(Class<?> type, String name) {
        DataBinder binder = new DataBinder(null);
        binder.setTargetType(ResolvableType.forClass(type));
        binder.construct(new DataBinder.ValueResolver() {
            @Override
            public Object resolveValue(String asked, Class<?> wanted) {
                return asked.equals(name) ? "a" : null;
            }

            @Override
            public java.util.Set<String> getNames() {
                return java.util.Set.of(name);
            }
        });
    }
}
