package dev.readiness.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutsideWatchTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualTime time = new ManualTime();
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicReference<HealthResult> db = new AtomicReference<>(HealthResult.up());
    private final HealthMonitor monitor = time.monitor()
            .readiness("db", db::get, CheckSettings.defaults().withShared(true).withThresholds(1, 1))
            .build()
            .startByHand();

    private HttpServer server;
    private OutsideWatch watch;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ping/test-value", exchange -> {
            heard.incrementAndGet();
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ping/test-value");
        watch = new OutsideWatch(monitor, () -> address, MINUTE, time);
    }

    @AfterEach
    void stop() {
        watch.close();
        server.stop(0);
    }

    private void pass(Duration duration) {
        for (long i = 0; i < duration.toSeconds(); i++) {
            time.pass(monitor, Duration.ofSeconds(1));
            watch.lookAround();
        }
    }

    @Test
    void tellsWhileThisInstanceIsWell() {
        time.look(monitor);
        pass(Duration.ofMinutes(3));

        assertThat(heard).hasValue(3);
    }

    @Test
    void isSilentWhileACriticalDependencyIsDownEvenIfAllShareIt() {
        db.set(HealthResult.down("no answer"));
        time.look(monitor);
        pass(Duration.ofMinutes(3));
        assertThat(monitor.report(Probe.READINESS).isPositive()).isTrue();

        assertThat(heard).hasValue(0);
    }

    @Test
    void isSilentWhileDraining() {
        time.look(monitor);
        monitor.refuseTraffic("draining");
        pass(Duration.ofMinutes(3));

        assertThat(heard).hasValue(0);
    }

    @Test
    void goesOnWhenTheOtherSideFails() {
        status = 500;
        time.look(monitor);
        pass(Duration.ofMinutes(3));

        assertThat(heard).hasValue(3);
        assertThat(monitor.report(Probe.READINESS).isPositive()).isTrue();
    }
}
