package dev.readiness.spring.audit;

import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;

/** The forms of a page of the trail by what a client accepts; of several, Actuator takes the last. */
enum TrailFormat implements Producible<TrailFormat> {
    JSON("application/json"),
    HTML("text/html;charset=UTF-8");

    private final String type;

    TrailFormat(String type) {
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
