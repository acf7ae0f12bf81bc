package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.RateLimitStore;
import dev.readiness.ratelimit.RateLimitStoreSettings;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The store that {@code readiness.rate-limit.store} chooses. */
@Configuration(proxyBeanMethods = false)
class RateLimitStoreConfiguration {

    private static final String STORE = "readiness.rate-limit.store";

    @Bean("readinessLocalRateLimitStore")
    @ConditionalOnProperty(name = STORE, havingValue = "local", matchIfMissing = true)
    @ConditionalOnMissingBean
    RateLimitStore localRateLimitStore(RateLimitProperties properties) {
        return RateLimitStore.inMemory(properties.maxKeys());
    }

    /** Counts in Redis. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = STORE, havingValue = "redis")
    @Import(StoreHealthConfiguration.class)
    static class RedisConfiguration {

        @Bean("readinessRedisRateLimitStore")
        @ConditionalOnMissingBean
        RateLimitStore redisRateLimitStore(RateLimitProperties properties, Environment environment, BeanFactory beans) {
            if (!properties.enabled()) {
                return RateLimitStore.inMemory(properties.maxKeys());
            }
            SharedStoreReader reader = new SharedStoreReader(properties, environment, beans);
            String uri = reader.redisUri();
            RateLimitStoreSettings settings = reader.settings();
            return RateLimitStore.redis(uri, settings);
        }
    }

    /** Counts in PostgreSQL. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = STORE, havingValue = "postgresql")
    @ConditionalOnClass(DriverManagerDataSource.class)
    @Import(StoreHealthConfiguration.class)
    static class PostgresqlConfiguration {

        /** Begins after Flyway, which would refuse a schema that it does not know and that is no longer empty. */
        @Bean("readinessPostgresqlRateLimitStore")
        @ConditionalOnMissingBean
        @DependsOnDatabaseInitialization
        RateLimitStore postgresqlRateLimitStore(
                RateLimitProperties properties,
                Environment environment,
                BeanFactory beans,
                ObjectProvider<DataSource> dataSources) {
            if (!properties.enabled()) {
                return RateLimitStore.inMemory(properties.maxKeys());
            }
            SharedStoreReader reader = new SharedStoreReader(properties, environment, beans);
            DataSource dataSource = reader.dataSource(dataSources);
            RateLimitStoreSettings settings = reader.settings();
            return RateLimitStore.postgresql(dataSource, settings);
        }
    }
}
