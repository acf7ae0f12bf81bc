package dev.readiness.spring.audit;

import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;

/** The forms of a report of disclosures. */
enum DisclosureFormat implements Producible<DisclosureFormat> {
    JSON("application/json"),
    CSV("text/csv;charset=UTF-8"),
    MARKDOWN("text/markdown;charset=UTF-8");

    private final String type;

    DisclosureFormat(String type) {
        this.type = type;
    }

    @Override
    public MimeType getProducedMimeType() {
        return MimeType.valueOf(type);
    }

    @Override
    public boolean isDefault() {
        return this == JSON;
    }
}
