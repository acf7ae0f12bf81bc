package com.example.clinic;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.security.authentication.ott.OneTimeToken;
import org.springframework.security.web.authentication.ott.OneTimeTokenGenerationSuccessHandler;
import org.springframework.stereotype.Component;

/** Sends the link of the second step to the phone of whoever took the first. It is used once and expires after five minutes. */
@Component
@Profile("bicycle")
@EnableConfigurationProperties(LoginLinkBySms.FrontDesk.class)
class LoginLinkBySms implements OneTimeTokenGenerationSuccessHandler {

    private final SmsSender sms;
    private final FrontDesk frontDesk;

    LoginLinkBySms(SmsSender sms, FrontDesk frontDesk) {
        this.sms = sms;
        this.frontDesk = frontDesk;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, OneTimeToken token)
            throws IOException {
        String phone = frontDesk.phones().get(token.getUsername());
        boolean sent = phone != null
                && sms.send(phone, "To log in: " + frontDesk.address() + "/login/ott?token=" + token.getTokenValue());
        if (sent) {
            response.sendRedirect("/login/ott");
        } else {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "The link could not be sent");
        }
    }

    /**
     * Where links lead, and whom they reach.
     *
     * @param address of the clinic as browsers know it; never taken from a request, whose sender would choose it
     * @param phones by name of an administrator
     */
    @ConfigurationProperties("clinic.front-desk")
    record FrontDesk(String address, Map<String, String> phones) {}
}
