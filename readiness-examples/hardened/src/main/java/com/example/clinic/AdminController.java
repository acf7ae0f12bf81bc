package com.example.clinic;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import dev.readiness.spring.audit.AuditAction;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page of the front desk. */
@RestController
class AdminController {

    private final AppointmentRepository appointments;
    private final ConfirmationCodes codes;

    AdminController(AppointmentRepository appointments, ConfirmationCodes codes) {
        this.appointments = appointments;
        this.codes = codes;
    }

    @AuditAction("appointments.view")
    @GetMapping(path = "/admin", produces = MediaType.TEXT_HTML_VALUE)
    String page(@RequestParam(defaultValue = "0") @Min(0) @Max(1000) int page) {
        StringBuilder rows = new StringBuilder();
        for (Appointment appointment :
                appointments.findAllByOrderByStartsAtDesc(PageRequest.of(page, AppointmentController.PAGE_SIZE))) {
            rows.append("<tr><td>" + appointment.startsAt() + "<td>" + htmlEscape(appointment.patient()) + "<td>"
                    + htmlEscape(appointment.reason()) + "<td>" + htmlEscape(appointment.phone()) + "<td>"
                    + codes.codeOf(appointment) + "\n");
        }
        return "<!doctype html><title>Appointments</title><h1>Appointments</h1>\n"
                + "<table><tr><th>Start<th>Patient<th>Reason<th>Phone<th>Code\n" + rows + "</table>\n";
    }
}
