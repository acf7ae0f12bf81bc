package com.example.clinic;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Hundreds of requests, each with a password: a test need not pay for each check what an attacker has to pay. */
@TestConfiguration(proxyBeanMethods = false)
class CheapPasswordConfig {

    private static final int LEAST_STRENGTH = 4;

    @Bean
    static BeanPostProcessor cheapPasswords() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof PasswordEncoder ? new BCryptPasswordEncoder(LEAST_STRENGTH) : bean;
            }
        };
    }
}
