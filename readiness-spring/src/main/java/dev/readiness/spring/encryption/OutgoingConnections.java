package dev.readiness.spring.encryption;

import dev.readiness.spring.encryption.OutgoingConnection.Protection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.PropertyAccessor;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.context.ApplicationContext;

/** The connections that beans of the running application make: to databases, Redis and mail servers. */
final class OutgoingConnections {

    private static final String MAIL = "org.springframework.mail.javamail.JavaMailSenderImpl";

    private static final String LETTUCE = "org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory";

    private static final String JEDIS = "org.springframework.data.redis.connection.jedis.JedisConnectionFactory";

    private final ApplicationContext context;

    OutgoingConnections(ApplicationContext context) {
        this.context = context;
    }

    List<OutgoingConnection> find() {
        List<OutgoingConnection> found = new ArrayList<>();
        context.getBeansOfType(DataSource.class, false, false)
                .forEach((name, source) -> found.add(database("bean " + name, source)));
        for (String name : context.getBeanDefinitionNames()) {
            Class<?> type = context.getType(name, false);
            if (is(MAIL, type)) {
                found.add(mail("bean " + name, context.getBean(name)));
            } else if (is(LETTUCE, type) || is(JEDIS, type)) {
                found.add(redis("bean " + name, context.getBean(name)));
            }
        }
        return found;
    }

    private static OutgoingConnection database(String where, DataSource source) {
        @Nullable String url = read(source, "jdbcUrl") instanceof String text ? text : null;
        Properties properties = read(source, "dataSourceProperties") instanceof Properties set ? set : new Properties();
        if (url != null) {
            return new JdbcUrl(url, properties).connectionOf(where);
        }
        try (Connection connection = source.getConnection()) {
            @Nullable String reported = connection.getMetaData().getURL();
            return reported == null
                    ? unknown(where, "the driver does not say where it connects to")
                    : new JdbcUrl(reported, properties).connectionOf(where);
        } catch (SQLException | RuntimeException ex) {
            return unknown(where, "it gave no connection: " + ex.getClass().getSimpleName());
        }
    }

    static OutgoingConnection mail(String where, Object sender) {
        Properties properties = read(sender, "javaMailProperties") instanceof Properties set ? set : new Properties();
        boolean encrypted = "smtps".equals(read(sender, "protocol"))
                || isOn(properties, "mail.smtp.ssl.enable")
                || isOn(properties, "mail.smtp.starttls.required");
        return new OutgoingConnection(
                where,
                String.valueOf(read(sender, "host")),
                encrypted ? Protection.ENCRYPTED : Protection.OPEN,
                isOn(properties, "mail.smtp.starttls.enable")
                        ? "SMTP, STARTTLS where the server offers it"
                        : "SMTP, " + (encrypted ? "with TLS" : "without TLS"),
                "spring.mail.properties.mail.smtp.starttls.enable=true\nspring.mail.properties.mail.smtp.starttls.required=true");
    }

    static OutgoingConnection redis(String where, Object factory) {
        Object tls = read(factory, "useSsl");
        return new OutgoingConnection(
                where,
                String.valueOf(read(factory, "hostName")),
                tls == null ? Protection.UNKNOWN : Boolean.TRUE.equals(tls) ? Protection.ENCRYPTED : Protection.OPEN,
                "Redis, " + (Boolean.TRUE.equals(tls) ? "with TLS" : "without TLS"),
                "spring.data.redis.ssl.enabled=true");
    }

    private static boolean isOn(Properties properties, String name) {
        return "true".equalsIgnoreCase(properties.getProperty(name))
                || "true".equalsIgnoreCase(properties.getProperty(name.replace("mail.smtp.", "mail.smtps.")));
    }

    private static OutgoingConnection unknown(String where, String seen) {
        return new OutgoingConnection(where, "", Protection.UNKNOWN, seen, "");
    }

    private static @Nullable Object read(Object bean, String property) {
        PropertyAccessor properties = PropertyAccessorFactory.forBeanPropertyAccess(bean);
        try {
            return properties.isReadableProperty(property) ? properties.getPropertyValue(property) : null;
        } catch (BeansException ex) {
            return null;
        }
    }

    private static boolean is(String name, @Nullable Class<?> type) {
        for (Class<?> candidate = type; candidate != null; candidate = candidate.getSuperclass()) {
            if (candidate.getName().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
