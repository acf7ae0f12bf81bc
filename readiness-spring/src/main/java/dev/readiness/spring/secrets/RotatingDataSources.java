package dev.readiness.spring.secrets;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.readiness.secrets.HikariPasswords;
import dev.readiness.secrets.Secret;
import dev.readiness.secrets.SecretRotation;
import dev.readiness.secrets.SecretSourceException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.jdbc.DataSourceUnwrapper;

/** Takes the pools of HikariCP to new passwords: those that log in with a secret that is followed, or that are named. */
final class RotatingDataSources {

    private static final Logger LOG = LoggerFactory.getLogger(RotatingDataSources.class);

    private static final Map<String, String> USER_BESIDE_PASSWORD =
            Map.of("password", "username", "PASSWORD", "USERNAME");

    private final ListableBeanFactory beans;
    private final SecretRotation rotation;
    private final Map<String, String> configured;

    RotatingDataSources(ListableBeanFactory beans, SecretRotation rotation, Map<String, String> configured) {
        this.beans = beans;
        this.rotation = rotation;
        this.configured = configured;
    }

    /**
     * Lets each pool follow its password.
     *
     * @param loaded the values that the pools may have got at the start
     */
    void follow(Map<String, Secret> loaded) {
        beans.getBeansOfType(DataSource.class, false, false).forEach((bean, dataSource) -> {
            HikariDataSource pool =
                    DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class, HikariDataSource.class);
            if (pool != null) {
                nameOf(bean, pool, loaded).ifPresent(name -> follow(bean, userOf(name, pool, loaded), name, pool));
            }
        });
    }

    private Optional<String> nameOf(String bean, HikariDataSource pool, Map<String, Secret> loaded) {
        String name = configured.get(bean);
        if (name != null) {
            if (!loaded.containsKey(name)) {
                throw new SecretSourceException("readiness.secrets.rotation.data-sources[" + bean + "] names '" + name
                        + "', which is none of the secrets that are followed: " + loaded.keySet());
            }
            return Optional.of(name);
        }
        String password = pool.getPassword();
        if (password == null || password.isEmpty()) {
            return Optional.empty();
        }
        Secret present = Secret.of(password);
        return loaded.entrySet().stream()
                .filter(secret -> secret.getValue().equals(present))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Returns the secret beside {@code password} that the pool has its user name from: two that change together. */
    private static @Nullable String userOf(String password, HikariDataSource pool, Map<String, Secret> loaded) {
        for (Map.Entry<String, String> names : USER_BESIDE_PASSWORD.entrySet()) {
            if (password.endsWith(names.getKey())) {
                String name =
                        password.substring(0, password.length() - names.getKey().length()) + names.getValue();
                Secret user = loaded.get(name);
                String present = pool.getUsername();
                if (user != null && present != null && Secret.of(present).equals(user)) {
                    return name;
                }
            }
        }
        return null;
    }

    private void follow(String bean, @Nullable String user, String name, HikariDataSource pool) {
        LOG.info("Data source '{}' follows the secret '{}'", bean, user == null ? name : user + "' and '" + name);
        try {
            if (user == null) {
                HikariPasswords.follow(rotation.secret(name), pool);
            } else {
                HikariPasswords.follow(rotation.secret(user), rotation.secret(name), pool);
            }
        } catch (SecretSourceException ex) {
            LOG.warn("{}", ex.getMessage());
        }
    }
}
