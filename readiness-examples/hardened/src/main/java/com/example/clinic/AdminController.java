package com.example.clinic;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import dev.readiness.spring.audit.AuditAction;
import dev.readiness.validation.constraints.E164;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page of the front desk. */
@RestController
class AdminController {

    private final AppointmentRepository appointments;
    private final ConfirmationCodes codes;
    private final PhoneIndex phones;

    AdminController(AppointmentRepository appointments, ConfirmationCodes codes, PhoneIndex phones) {
        this.appointments = appointments;
        this.codes = codes;
        this.phones = phones;
    }

    @AuditAction("appointments.view")
    @GetMapping(path = "/admin", produces = MediaType.TEXT_HTML_VALUE)
    String page(@RequestParam(defaultValue = "0") @Min(0) @Max(1000) int page, HttpServletRequest request) {
        return page(
                appointments.findAllByOrderByStartsAtDesc(PageRequest.of(page, AppointmentController.PAGE_SIZE)),
                request);
    }

    /** Looks for a phone number, which is in the body, so that no log of addresses holds it. */
    @AuditAction("appointments.search")
    @PostMapping(path = "/admin/search", produces = MediaType.TEXT_HTML_VALUE)
    String search(@RequestParam @NotBlank @E164 String phone, HttpServletRequest request) {
        List<Appointment> candidates = appointments.findByPhoneIndexInOrderByStartsAtDesc(
                phones.index().candidates(phone), PageRequest.of(0, AppointmentController.PAGE_SIZE));
        return page(
                candidates.stream().filter(found -> found.phone().equals(phone)).toList(), request);
    }

    private String page(List<Appointment> shown, HttpServletRequest request) {
        StringBuilder rows = new StringBuilder();
        for (Appointment appointment : shown) {
            rows.append("<tr><td>" + appointment.startsAt() + "<td>" + htmlEscape(appointment.patient()) + "<td>"
                    + htmlEscape(appointment.reason()) + "<td>" + htmlEscape(appointment.phone()) + "<td>"
                    + codes.codeOf(appointment) + "\n");
        }
        return "<!doctype html><title>Appointments</title><h1>Appointments</h1>\n"
                + "<form method=post action=/admin/search><label>Phone <input name=phone type=tel></label>"
                + tokenOf(request) + "<button>Search</button></form>\n"
                + "<table><tr><th>Start<th>Patient<th>Reason<th>Phone<th>Code\n" + rows + "</table>\n";
    }

    /** Where the login is kept in a cookie, a form proves that it is of this page. */
    private static String tokenOf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? "<input type=hidden name=%s value=%s>".formatted(token.getParameterName(), token.getToken())
                : "";
    }
}
