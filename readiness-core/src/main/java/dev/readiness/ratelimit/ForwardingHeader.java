package dev.readiness.ratelimit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The header in which a proxy says for whom it forwards. */
public enum ForwardingHeader {

    /** {@code X-Forwarded-For}, which most proxies write. */
    X_FORWARDED_FOR("X-Forwarded-For") {
        @Override
        String addressIn(String hop) {
            return hop;
        }
    },

    /** {@code Forwarded} of RFC 7239. */
    FORWARDED("Forwarded") {
        @Override
        @Nullable
        String addressIn(String hop) {
            for (String pair : hop.split(";", 10)) {
                String parameter = pair.strip();
                if (parameter.toLowerCase(Locale.ROOT).startsWith("for=")) {
                    return parameter.substring(4).strip().replace("\"", "");
                }
            }
            return null;
        }
    };

    private final String headerName;

    ForwardingHeader(String headerName) {
        this.headerName = headerName;
    }

    /** Returns the name of the header. */
    public String headerName() {
        return headerName;
    }

    /** Returns the address that one hop names, if it names one. */
    abstract @Nullable String addressIn(String hop);
}
