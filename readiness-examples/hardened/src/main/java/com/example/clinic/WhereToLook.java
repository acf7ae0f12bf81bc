package com.example.clinic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** Tells whoever has started the example what to try. */
@Component
class WhereToLook {

    private static final Logger logger = LoggerFactory.getLogger(WhereToLook.class);

    private final Environment environment;
    private final Resource text;

    WhereToLook(Environment environment, @Value("classpath:where-to-look.txt") Resource text) {
        this.environment = environment;
        this.text = text;
    }

    @EventListener(ApplicationReadyEvent.class)
    void tell() throws IOException {
        logger.info(environment.resolvePlaceholders(text.getContentAsString(StandardCharsets.UTF_8)));
    }
}
