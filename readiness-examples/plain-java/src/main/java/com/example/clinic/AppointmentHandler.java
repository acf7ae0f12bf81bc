package com.example.clinic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.readiness.audit.AuditRecord.Actor;
import dev.readiness.audit.AuditTrail;
import dev.readiness.validation.InputValidator;
import dev.readiness.validation.InvalidInputException;
import dev.readiness.validation.ProblemDocument;
import dev.readiness.web.HttpExchangeProblemWriter;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code POST /appointments} and {@code GET /appointments/{id}}. */
final class AppointmentHandler implements HttpHandler {

    private static final Logger logger = LoggerFactory.getLogger(AppointmentHandler.class);
    private static final Pattern ONE = Pattern.compile("/appointments/(\\d{1,18})");

    private final Appointments appointments;
    private final InputValidator validator;
    private final SmsSender sms;
    private final AuditTrail audit;

    AppointmentHandler(Appointments appointments, InputValidator validator, SmsSender sms, AuditTrail audit) {
        this.appointments = appointments;
        this.validator = validator;
        this.sms = sms;
        this.audit = audit;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            route(exchange);
        } catch (InvalidInputException e) {
            HttpExchangeProblemWriter.write(e.toProblemDocument(), exchange);
        } catch (SQLException | RuntimeException e) {
            logger.error("{} failed", exchange.getRequestMethod(), e);
            HttpExchangeProblemWriter.write(ProblemDocument.ofStatus(500), exchange);
        }
    }

    private void route(HttpExchange exchange) throws IOException, SQLException {
        String path = exchange.getRequestURI().getPath();
        Matcher one = ONE.matcher(path);
        switch (exchange.getRequestMethod() + (one.matches() ? " one" : " " + path)) {
            case "POST /appointments" -> book(exchange);
            case "GET one" -> get(exchange, Long.parseLong(one.group(1)));
            default -> HttpExchangeProblemWriter.write(ProblemDocument.ofStatus(404), exchange);
        }
    }

    private void book(HttpExchange exchange) throws IOException, SQLException {
        Booking booking = validator.requireValid(Json.read(exchange, Booking.class));
        Appointment appointment = appointments.add(booking);
        audit.record(audit.entry("appointment.book")
                .actor(Actor.user(exchange.getPrincipal().getUsername()))
                .target("appointment", String.valueOf(appointment.id()))
                .build());
        boolean smsSent = sms.send(booking.phone(), "See you at the clinic on " + booking.start() + ".");
        exchange.getResponseHeaders().set("Location", "/appointments/" + appointment.id());
        Json.write(exchange, 201, new Booked(appointment.id(), smsSent));
    }

    private void get(HttpExchange exchange, long id) throws IOException, SQLException {
        Optional<Appointment> appointment = appointments.find(id);
        if (appointment.isPresent()) {
            Json.write(exchange, 200, appointment.get());
        } else {
            HttpExchangeProblemWriter.write(ProblemDocument.ofStatus(404), exchange);
        }
    }

    private record Booked(long id, boolean smsSent) {}
}
