package dev.readiness.spring.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;

class OwnPackagesTests {

    @ParameterizedTest
    @CsvSource({
        "com.acme.shop, com.acme.shop.Orders, true",
        "com.acme.shop, com.acme.shared.Money, true",
        "com.acme.shop, com.acmecorp.Money, false",
        "com.acme.shop, com.fasterxml.jackson.databind.ObjectMapper, false",
        "com.acme.shop, java.lang.String, false",
        "com.github.somebody.shop, com.github.somebody.shared.Money, true",
        "com.github.somebody.shop, com.github.benmanes.caffeine.cache.Cache, false",
        "shop, shop.Orders, true",
        "shop, reactor.core.publisher.Mono, false"
    })
    void theBeginningOfThePackageSaysWhoseCodeItIs(String application, String className, boolean own) {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        AutoConfigurationPackages.register(beans, application);

        assertThat(OwnPackages.of(beans).hold(className)).isEqualTo(own);
    }

    @Test
    void withoutKnownPackagesOnlyTheLanguageIsForeign() {
        OwnPackages unknown = OwnPackages.of(new DefaultListableBeanFactory());

        assertThat(unknown.hold("shop.Orders")).isTrue();
        assertThat(unknown.hold("java.util.List")).isFalse();
    }
}
