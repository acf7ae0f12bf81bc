package com.example.clinic;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.Optional;
import javax.sql.DataSource;

/** The appointments in the database. */
final class Appointments {

    private static final String INSERT = "INSERT INTO appointment (starts_at, reason, phone) VALUES (?, ?, ?)";
    private static final String SELECT = "SELECT starts_at, reason, phone FROM appointment WHERE id = ?";

    private final DataSource dataSource;

    Appointments(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    Appointment add(Booking booking) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS)) {
            insert.setObject(1, booking.start());
            insert.setString(2, booking.reason());
            insert.setString(3, booking.phone());
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                keys.next();
                return new Appointment(keys.getLong(1), booking.start(), booking.reason(), booking.phone());
            }
        }
    }

    Optional<Appointment> find(long id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Appointment(
                                id, row.getObject(1, LocalDateTime.class), row.getString(2), row.getString(3)))
                        : Optional.empty();
            }
        }
    }
}
