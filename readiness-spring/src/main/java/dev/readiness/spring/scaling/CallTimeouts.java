package dev.readiness.spring.scaling;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.spring.assessment.ApplicationClassFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/** Finds clients that wait for an answer without an end. */
final class CallTimeouts {

    private static final String ID = "scaling.call-without-timeout";

    private static final String HTTP_REMEDY =
            "spring.http.clients.connect-timeout=2s\nspring.http.clients.read-timeout=5s\nThese reach the clients that are made"
                    + " with the RestClient.Builder or RestTemplateBuilder which Spring Boot injects.";

    private static final String MAIL_REMEDY = """
            spring.mail.properties[mail.smtp.connectiontimeout]=5000
            spring.mail.properties[mail.smtp.timeout]=5000
            spring.mail.properties[mail.smtp.writetimeout]=5000""";

    private final ApplicationContext context;

    private final ApplicationClassFiles files;

    CallTimeouts(ApplicationContext context, ApplicationClassFiles files) {
        this.context = context;
        this.files = files;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        List<Finding> findings = new ArrayList<>();
        running().forEach(client -> findings.add(finding(client)));
        TreeSet<String> made = new TreeSet<>();
        files.read(() -> new MadeClients(made));
        made.forEach(place -> findings.add(Finding.fail(
                ID,
                place,
                place + " makes a RestTemplate of its own, which waits for an answer without an end.",
                HTTP_REMEDY,
                new Evidence("byte code of " + place, "new RestTemplate()"))));
        return findings.isEmpty()
                ? List.of(Finding.notApplicable(
                        ID, Finding.APPLICATION, "No HTTP client and no mail sender of the application is known here."))
                : findings.stream().sorted(Comparator.comparing(Finding::where)).toList();
    }

    private Stream<OutboundClient> running() {
        Stream<OutboundClient> http = isPresent("org.springframework.web.client.RestTemplate")
                ? new HttpClients(context).find().stream()
                : Stream.empty();
        Stream<OutboundClient> mail = isPresent("org.springframework.mail.javamail.JavaMailSenderImpl")
                ? MailSenders.in(context).stream()
                : Stream.empty();
        return Stream.concat(http, mail);
    }

    private static Finding finding(OutboundClient client) {
        Evidence evidence = new Evidence(client.place(), client.seen());
        return switch (client.timeout()) {
            case SET -> Finding.pass(ID, client.place(), evidence);
            case UNSEEN -> Finding.unknown(ID, client.place(), "Its time-out could not be read.", evidence);
            case NONE ->
                Finding.fail(
                        ID,
                        client.place(),
                        "If the other side accepts the connection and does not answer, the thread that called waits for ever.",
                        client.isMail() ? MAIL_REMEDY : HTTP_REMEDY,
                        evidence);
        };
    }

    private boolean isPresent(String type) {
        return ClassUtils.isPresent(type, context.getClassLoader());
    }
}
