package com.example.clinic;

import com.example.smsprovider.SmsProviderStandIn;
import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditStore;
import dev.readiness.audit.AuditTrail;
import dev.readiness.health.Drain;
import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthMonitor;
import dev.readiness.migration.Migrations;
import dev.readiness.ratelimit.ClientAddresses;
import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.OutboundRateLimiter;
import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitKey;
import dev.readiness.ratelimit.RateLimitRule;
import dev.readiness.ratelimit.Route;
import dev.readiness.secrets.MissingSecretsException;
import dev.readiness.secrets.Secret;
import dev.readiness.secrets.SecretSource;
import dev.readiness.secrets.Secrets;
import dev.readiness.validation.InputValidator;
import dev.readiness.web.BodySizeHttpFilter;
import dev.readiness.web.HealthHandler;
import dev.readiness.web.RateLimitHttpFilter;
import jakarta.validation.Validation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.h2.jdbcx.JdbcConnectionPool;

/** Bookings by the front desk of a clinic: an application without a framework, put together by hand. */
public final class PlainClinic implements AutoCloseable {

    static final String FRONT_DESK = "front-desk";

    private static final RateLimitRule BOOKING = RateLimitRule.of(
            "booking",
            List.of(Route.parse("POST /appointments")),
            RateLimitKey.PRINCIPAL,
            RateLimit.parse("30/1m").withRefill(RateLimit.Refill.INTERVAL));
    private static final int MAX_BODY_BYTES = 16_384;
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(5);

    private final ExecutorService workers = Executors.newFixedThreadPool(20);
    private final JdbcConnectionPool database;
    private final AuditStore auditStore;
    private final HttpServer server;
    private final HealthMonitor health;

    private PlainClinic(Path data, int port, URI smsProvider, Secrets secrets) throws IOException {
        database = JdbcConnectionPool.create(
                "jdbc:h2:file:" + data.resolve("clinic").toAbsolutePath(), "sa", "");
        auditStore = AuditStore.file(data.resolve("audit.jsonl"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(workers);
        // The file belongs to this instance alone, so readiness may depend on it.
        health = HealthMonitor.builder()
                .readiness("db", HealthCheck.dataSource(database, Duration.ofSeconds(2)))
                .build();
        serve(smsProvider, secrets);
    }

    /**
     * Migrates the database in the folder {@code data} and opens the clinic.
     *
     * @param port where to listen, or 0 for any free port
     * @throws MissingSecretsException if a secret is missing; it names all that are
     */
    static PlainClinic open(Path data, int port, URI smsProvider, List<SecretSource> sources) throws IOException {
        Secrets secrets = Secrets.load(sources, "SMS_API_KEY", "FRONT_DESK_PASSWORD");
        PlainClinic clinic = new PlainClinic(data, port, smsProvider, secrets);
        Migrations.of(clinic.database, "classpath:db/migration").migrate();
        clinic.health.start().awaitFirstResults(FIRST_LOOK);
        clinic.server.start();
        return clinic;
    }

    /** Opens the clinic until the process is told to stop. */
    public static void main(String[] args) throws IOException {
        List<SecretSource> sources =
                List.of(SecretSource.environment(), SecretSource.directory(Path.of("config/secrets-dev")));
        SmsProviderStandIn smsProvider = new SmsProviderStandIn(
                9099, Secrets.load(sources, "SMS_API_KEY").get("SMS_API_KEY").reveal());
        PlainClinic clinic = open(Path.of("data"), 8080, URI.create(smsProvider.url()), sources);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            Drain.of(clinic.health, DRAIN, 3).run();
            clinic.close();
        }));
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(1);
        health.close();
        workers.shutdown();
        auditStore.close();
        database.dispose();
    }

    private void serve(URI smsProvider, Secrets secrets) {
        InputValidator validator =
                InputValidator.using(Validation.buildDefaultValidatorFactory().getValidator());
        OutboundRateLimiter smsLimit = OutboundRateLimiter.of("sms", RateLimit.parse("10/1s"), Duration.ZERO);
        SmsSender sms = new SmsSender(smsProvider, secrets.get("SMS_API_KEY"), smsLimit);
        AuditTrail audit =
                AuditTrail.of(auditStore, new AuditRecord.Origin("plain-clinic", null, null), InstantSource.system());
        AppointmentHandler handler = new AppointmentHandler(new Appointments(database), validator, sms, audit);

        RateLimitHttpFilter limit =
                RateLimitHttpFilter.byIdentity(InboundRateLimits.inMemory(List.of(BOOKING)), ClientAddresses.ofPeers());
        HttpContext appointments = server.createContext("/appointments", limit.before(handler));
        appointments.getFilters().add(new BodySizeHttpFilter(MAX_BODY_BYTES));
        appointments.setAuthenticator(new FrontDesk(secrets.get("FRONT_DESK_PASSWORD")));

        server.createContext("/health", HealthHandler.of(health::report));
    }

    /** Knows the password of the front desk. */
    private static final class FrontDesk extends BasicAuthenticator {

        private final Secret password;

        private FrontDesk(Secret password) {
            super("clinic");
            this.password = password;
        }

        /** A header that nobody can read is no login; without this the server would close the connection without an answer. */
        @Override
        public Result authenticate(HttpExchange exchange) {
            try {
                return super.authenticate(exchange);
            } catch (IllegalArgumentException | StringIndexOutOfBoundsException ex) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"clinic\"");
                return new Failure(401);
            }
        }

        @Override
        public boolean checkCredentials(String name, String given) {
            return password.equals(Secret.of(given)) && name.equals(FRONT_DESK);
        }
    }
}
