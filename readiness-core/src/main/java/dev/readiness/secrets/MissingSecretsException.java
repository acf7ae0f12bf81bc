package dev.readiness.secrets;

import java.util.List;

/** Thrown when secrets cannot be had. Names all of them at once, and where they were looked for; holds no value. */
public final class MissingSecretsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> missing;
    private final transient List<String> sources;

    MissingSecretsException(List<String> missing, List<String> unusable, List<String> sources) {
        super(message(missing, unusable, sources));
        this.missing = List.copyOf(missing);
        this.sources = List.copyOf(sources);
    }

    /** Returns the names for which no source has a value. */
    public List<String> missing() {
        return missing;
    }

    /** Returns what the sources that were asked are called, in the order in which they were asked. */
    public List<String> sources() {
        return sources;
    }

    private static String message(List<String> missing, List<String> unusable, List<String> sources) {
        StringBuilder message = new StringBuilder();
        if (!missing.isEmpty()) {
            message.append("No value found for ").append(missing);
            message.append("; looked in ").append(sources);
        }
        for (String problem : unusable) {
            message.append(message.isEmpty() ? "" : "; ").append(problem);
        }
        return message.toString();
    }
}
