package dev.readiness.spring.scaling;

import dev.readiness.spring.scaling.OutboundClient.Timeout;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.context.ApplicationContext;

/** The mail senders among the beans. Jakarta Mail waits without an end unless it is told otherwise. */
final class MailSenders {

    private static final String TYPE = "org.springframework.mail.javamail.JavaMailSenderImpl";

    private MailSenders() {}

    static List<OutboundClient> in(ApplicationContext context) {
        List<OutboundClient> senders = new ArrayList<>();
        for (String name : context.getBeanDefinitionNames()) {
            Class<?> type = context.getType(name, false);
            if (type != null && isSender(type)) {
                Object read = PropertyAccessorFactory.forBeanPropertyAccess(context.getBean(name))
                        .getPropertyValue("javaMailProperties");
                senders.add(of(name, read instanceof Properties properties ? properties : new Properties()));
            }
        }
        return senders;
    }

    private static boolean isSender(Class<?> type) {
        for (Class<?> candidate = type; candidate != null; candidate = candidate.getSuperclass()) {
            if (candidate.getName().equals(TYPE)) {
                return true;
            }
        }
        return false;
    }

    private static OutboundClient of(String name, Properties properties) {
        boolean set = properties.containsKey("mail.smtp.timeout") || properties.containsKey("mail.smtps.timeout");
        return new OutboundClient(
                "bean " + name,
                set ? "mail.smtp.timeout is set" : "mail.smtp.timeout is not set",
                set ? Timeout.SET : Timeout.NONE,
                true);
    }
}
