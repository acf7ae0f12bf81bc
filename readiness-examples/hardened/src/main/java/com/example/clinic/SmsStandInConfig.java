package com.example.clinic;

import com.example.smsprovider.SmsProviderStandIn;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts a stand-in for the SMS provider, so that the example runs without a contract with one. */
@Configuration
@ConditionalOnBooleanProperty("clinic.sms.stand-in.enabled")
class SmsStandInConfig {

    @Bean
    SmsProviderStandIn smsProvider(
            @Value("${clinic.sms.stand-in.port}") int port, @Value("${clinic.sms.api-key}") String apiKey)
            throws IOException {
        return new SmsProviderStandIn(port, apiKey);
    }
}
