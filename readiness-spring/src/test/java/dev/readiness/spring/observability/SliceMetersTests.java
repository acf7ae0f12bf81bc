package dev.readiness.spring.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SliceMetersTests {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    private final SliceMeters meters = new SliceMeters(List.of("booking"), List.of(), "/actuator");

    @Test
    void allSeriesAreThereAtZeroAndARequestGoesToItsOwn() {
        meters.bindTo(registry);
        assertThat(registry.find(SliceMeters.NAME).timers()).hasSize(8).allMatch(timer -> timer.count() == 0);

        request("booking", "SUCCESS", "/appointments");
        request("booking", "SUCCESS", "/appointments");
        request("booking", "SERVER_ERROR", "/appointments");
        request("booking", "SUCCESS", "/actuator/health");

        assertThat(timer(registry, "booking", "SUCCESS").count()).isEqualTo(2);
        assertThat(timer(registry, "booking", "SERVER_ERROR").count()).isOne();
        assertThat(registry.find(SliceMeters.NAME).timers()).hasSize(8);
    }

    @Test
    void whatIsBoundLastIsWhereRequestsAreTimed() {
        SimpleMeterRegistry later = new SimpleMeterRegistry();
        meters.bindTo(registry);
        request("booking", "SUCCESS", "/appointments");
        meters.bindTo(later);

        request("booking", "SUCCESS", "/appointments");

        assertThat(timer(registry, "booking", "SUCCESS").count()).isOne();
        assertThat(timer(later, "booking", "SUCCESS").count()).isOne();
    }

    private void request(String slice, String outcome, String pattern) {
        var context = new ServerRequestObservationContext(new MockHttpServletRequest(), new MockHttpServletResponse());
        context.addLowCardinalityKeyValue(KeyValue.of(SliceTag.KEY, slice));
        context.addLowCardinalityKeyValue(KeyValue.of("outcome", outcome));
        context.setPathPattern(pattern);
        meters.onStart(context);
        meters.onStop(context);
    }

    private static Timer timer(MeterRegistry registry, String slice, String outcome) {
        return registry.get(SliceMeters.NAME)
                .tags(SliceTag.KEY, slice, "outcome", outcome)
                .timer();
    }
}
