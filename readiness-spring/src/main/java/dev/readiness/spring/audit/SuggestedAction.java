package dev.readiness.spring.audit;

import java.util.Locale;

/** Suggests the name of an action: {@code AppointmentController.book} gives {@code appointment.book}. */
final class SuggestedAction {

    private SuggestedAction() {}

    static String of(String handler) {
        String plain = handler.replaceFirst("(Rest)?(Controller|Resource|Endpoint|Handler)(?=\\.)", "");
        return plain.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
