package dev.readiness.spring.encryption;

import com.google.crypto.tink.Aead;
import dev.readiness.encryption.EncryptionKeys;
import dev.readiness.encryption.FieldCipher;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Auto-configuration for encrypted fields. */
@AutoConfiguration
@ConditionalOnProperty("readiness.encryption.keys")
@EnableConfigurationProperties(EncryptionProperties.class)
public final class EncryptionAutoConfiguration {

    EncryptionAutoConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Aead.class)
    static class WithTink {

        @Bean
        @ConditionalOnMissingBean
        EncryptionKeys readinessEncryptionKeys(EncryptionProperties properties) {
            return properties.toKeys();
        }

        @Bean
        @ConditionalOnMissingBean
        FieldCipher readinessFieldCipher(EncryptionKeys keys) {
            return FieldCipher.of(keys);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("com.google.crypto.tink.Aead")
    static class WithoutTink {

        WithoutTink() {
            throw new IllegalStateException(
                    "'readiness.encryption.keys' is set but Tink is missing; add the dependency com.google.crypto.tink:tink");
        }
    }
}
