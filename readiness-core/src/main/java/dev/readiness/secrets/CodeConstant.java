package dev.readiness.secrets;

import java.util.Objects;

/**
 * A text that stands in the code.
 *
 * @param className name of the class that holds it
 * @param name name of the field that it is given to, or empty
 * @param text the text
 */
public record CodeConstant(String className, String name, Secret text) {

    /** Checks that all parts are there. */
    public CodeConstant {
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(text, "text");
    }

    /** Returns the place: {@code com.example.SmsClient.API_KEY}, or the class alone for a text without a name. */
    String where() {
        return name.isEmpty() ? className : className + "." + name;
    }
}
