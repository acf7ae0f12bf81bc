package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.RateLimitStoreSettings;
import dev.readiness.ratelimit.RateLimitTable;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.ClassUtils;

/** Understands the settings of a store that several nodes share. */
final class SharedStoreReader {

    private static final String STORE = "readiness.rate-limit.store";

    private static final String SHARED = "readiness.rate-limit.shared";

    private final RateLimitProperties properties;
    private final Environment environment;
    private final BeanFactory beans;
    private final SettingsProblems problems = new SettingsProblems();

    SharedStoreReader(RateLimitProperties properties, Environment environment, BeanFactory beans) {
        this.properties = properties;
        this.environment = environment;
        this.beans = beans;
    }

    /** Returns the settings; whatever was wrong until now stops the start. */
    RateLimitStoreSettings settings() {
        RateLimitProperties.Shared shared = properties.shared();
        String prefix = shared.prefix() != null ? shared.prefix() : environment.getProperty("spring.application.name");
        if (prefix == null) {
            problems.add(
                    SHARED + ".prefix",
                    "it is missing; write the name of the application, which no other application in the store has");
        }
        String secret = shared.keySecret();
        if (secret == null) {
            problems.add(
                    SHARED + ".key-secret",
                    "it is missing; write a secret of at least 16 characters, the same on all nodes, from where your"
                            + " secrets are");
        }
        Optional<RateLimitStoreSettings> settings = prefix == null || secret == null
                ? Optional.empty()
                : problems.read(
                        SHARED,
                        () -> new RateLimitStoreSettings(
                                prefix,
                                secret,
                                shared.timeout(),
                                shared.instances(),
                                properties.maxKeys(),
                                application()));
        problems.throwIfAny();
        return settings.orElseThrow();
    }

    /** Two applications may be given one name, or one prefix, by mistake; their code is hardly in the same packages too. */
    private String application() {
        return environment.getProperty("spring.application.name", "") + " "
                + (AutoConfigurationPackages.has(beans) ? AutoConfigurationPackages.get(beans) : "");
    }

    /** Returns where Redis is: what is said here, otherwise what Boot knows. */
    String redisUri() {
        if (!ClassUtils.isPresent("io.lettuce.core.RedisClient", SharedStoreReader.class.getClassLoader())) {
            problems.add(STORE, "'redis' needs Lettuce; add the dependency io.lettuce:lettuce-core");
        }
        String own = properties.shared().redisUrl();
        String uri = own != null ? own : environment.getProperty("spring.data.redis.url");
        if (uri == null) {
            problems.add(
                    SHARED + ".redis-url",
                    "it is missing, and so is spring.data.redis.url; write for example redis://localhost:6379");
            return "";
        }
        if (!isRedis(uri)) {
            problems.add(
                    SHARED + ".redis-url",
                    "it is not redis://[user:password@]host[:port][/database], or rediss:// for TLS");
        }
        return uri;
    }

    private static boolean isRedis(String uri) {
        try {
            URI parsed = URI.create(uri);
            return ("redis".equals(parsed.getScheme()) || "rediss".equals(parsed.getScheme()))
                    && parsed.getHost() != null;
        } catch (IllegalArgumentException ex) {
            return false;
        }
    }

    /** Returns a source of connections that are not taken from the application's pool, where its address is known. */
    DataSource dataSource(ObjectProvider<DataSource> dataSources) {
        DataSource application = dataSources.getIfUnique();
        if (application == null) {
            problems.add(STORE, "'postgresql' needs a data source, exactly one or a primary one");
            problems.throwIfAny();
            throw new IllegalStateException("Unreachable");
        }
        checkDatabase(application);
        return unpooled(application);
    }

    private void checkDatabase(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            if (!"PostgreSQL".equals(product)) {
                problems.add(STORE, "it is 'postgresql', but the database is " + product);
                return;
            }
        } catch (SQLException ex) {
            problems.add(STORE, "the database cannot be reached (SQL state " + ex.getSQLState() + ")");
            return;
        }
        if (properties.shared().createTable()) {
            RateLimitTable.createIfAbsent(dataSource);
        } else if (!RateLimitTable.exists(dataSource)) {
            problems.add(
                    SHARED + ".create-table",
                    "it is 'false', but the table " + RateLimitTable.NAME + " is missing; add a migration with\n"
                            + RateLimitTable.ddl());
        }
    }

    private DataSource unpooled(DataSource application) {
        @Nullable String url = environment.getProperty("spring.datasource.url");
        if (url == null || !url.startsWith("jdbc:postgresql:")) {
            return application;
        }
        DriverManagerDataSource unpooled = new DriverManagerDataSource(url);
        unpooled.setUsername(environment.getProperty("spring.datasource.username", ""));
        unpooled.setPassword(environment.getProperty("spring.datasource.password", ""));
        Properties limits = new Properties();
        limits.setProperty("connectTimeout", "2");
        limits.setProperty("loginTimeout", "2");
        unpooled.setConnectionProperties(limits);
        return unpooled;
    }
}
