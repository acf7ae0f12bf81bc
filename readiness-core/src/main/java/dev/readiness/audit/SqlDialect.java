package dev.readiness.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the supported databases write differently. */
enum SqlDialect {
    /** H2 and PostgreSQL. */
    STANDARD("UUID", "TIMESTAMP(6) WITH TIME ZONE", "TEXT", "") {
        @Override
        Object id(UUID id) {
            return id;
        }

        @Override
        Object time(Instant time) {
            return time.atOffset(ZoneOffset.UTC);
        }

        @Override
        @Nullable
        Instant time(ResultSet row, String column) throws SQLException {
            OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
            return time == null ? null : time.toInstant();
        }
    },
    /** Its type for UUIDs sorts them in an order of its own, and its collations take two spellings for one. */
    MARIADB("CHAR(36)", "DATETIME(6)", "MEDIUMTEXT", " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin") {
        @Override
        Object id(UUID id) {
            return id.toString();
        }

        @Override
        Object time(Instant time) {
            return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        }

        @Override
        @Nullable
        Instant time(ResultSet row, String column) throws SQLException {
            LocalDateTime time = row.getObject(column, LocalDateTime.class);
            return time == null ? null : time.toInstant(ZoneOffset.UTC);
        }
    };

    private final String uuid;
    private final String instant;
    private final String text;
    private final String options;

    SqlDialect(String uuid, String instant, String text, String options) {
        this.uuid = uuid;
        this.instant = instant;
        this.text = text;
        this.options = options;
    }

    static SqlDialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        return product.contains("mariadb") || product.contains("mysql") ? MARIADB : STANDARD;
    }

    /** Returns {@code id} as the driver takes it. */
    abstract Object id(UUID id);

    /** Returns {@code time} as the driver takes it. */
    abstract Object time(Instant time);

    abstract @Nullable Instant time(ResultSet row, String column) throws SQLException;

    String ddl(String template) {
        return template.replace("${uuid}", uuid)
                .replace("${instant}", instant)
                .replace("${text}", text)
                .replace("${options}", options);
    }

    /** Returns the id in {@code column}, or nothing if no UUID is there. */
    static @Nullable UUID id(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException ex) {
            return null;
        }
    }
}
