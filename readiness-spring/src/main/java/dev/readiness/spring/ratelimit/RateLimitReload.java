package dev.readiness.spring.ratelimit;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Reads the rules under {@code readiness.rate-limit.rules} again and replaces those in effect, all at once; every key keeps what
 * it has left in proportion. If anything is wrong with them nothing changes. Rules in annotations stay, and so do the
 * settings beside the rules.
 *
 * <p>Where Spring Cloud refreshes the configuration this happens by itself.
 */
public final class RateLimitReload implements ApplicationListener<ApplicationEvent> {

    private static final String REFRESHED = "org.springframework.cloud.context.environment.EnvironmentChangeEvent";

    private final Environment environment;
    private final RoutedRules rules;

    RateLimitReload(Environment environment, RoutedRules rules) {
        this.environment = environment;
        this.rules = rules;
    }

    /**
     * Replaces the rules by those that are configured now.
     *
     * @throws RuntimeException if one of them is wrong; the message names all that is
     */
    public void reload() {
        RateLimitSettings settings = RateLimitSettings.read(
                Binder.get(environment).bindOrCreate("readiness.rate-limit", Bindable.of(RateLimitProperties.class)));
        rules.replace(settings.rules(), settings.verified());
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        if (event.getClass().getName().equals(REFRESHED)) {
            reload();
        }
    }
}
