package com.example.clinic;

import com.example.smsprovider.SmsProviderStandIn;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistrar;

@TestConfiguration
class ClinicTestConfig {

    @Bean
    DynamicPropertyRegistrar smsUrl(SmsProviderStandIn smsProvider) {
        return registry -> registry.add("clinic.sms.url", smsProvider::url);
    }

    @Bean
    @Lazy // the ports are known when the application has started
    ClinicClient clinicClient(Environment environment) {
        return new ClinicClient(
                environment.getRequiredProperty("local.server.port"),
                environment.getRequiredProperty("local.management.port"));
    }
}
