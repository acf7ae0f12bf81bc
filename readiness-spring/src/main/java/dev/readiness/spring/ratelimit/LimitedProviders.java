package dev.readiness.spring.ratelimit;

import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.Authentication;

/** A provider manager that checks passwords only as often as the login limit permits. */
final class LimitedProviders extends ProviderManager {

    private final ProviderManager delegate;
    private final LoginGuard guard;

    LimitedProviders(ProviderManager delegate, LoginGuard guard) {
        super(delegate.getProviders(), delegate);
        this.delegate = delegate;
        this.guard = guard;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        return guard.authenticate(authentication, delegate);
    }

    @Override
    public void setAuthenticationEventPublisher(AuthenticationEventPublisher eventPublisher) {
        delegate.setAuthenticationEventPublisher(eventPublisher);
    }

    @Override
    public void setEraseCredentialsAfterAuthentication(boolean erase) {
        delegate.setEraseCredentialsAfterAuthentication(erase);
    }

    @Override
    public boolean isEraseCredentialsAfterAuthentication() {
        return delegate.isEraseCredentialsAfterAuthentication();
    }
}
