package com.example.clinic;

import static org.springframework.security.config.Customizer.withDefaults;
import static org.springframework.security.core.authority.FactorGrantedAuthority.OTT_AUTHORITY;
import static org.springframework.security.core.authority.FactorGrantedAuthority.PASSWORD_AUTHORITY;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.InMemoryOneTimeTokenService;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationProvider;
import org.springframework.security.authentication.ott.OneTimeTokenService;
import org.springframework.security.authorization.AuthorizationManagerFactories;
import org.springframework.security.authorization.AuthorizationManagerFactory;
import org.springframework.security.config.annotation.authorization.EnableMultiFactorAuthentication;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** From the bicycle on, whoever sees the data of all patients shows two factors: a password, and a link that comes by SMS. */
@Configuration
@Profile("bicycle")
@EnableMultiFactorAuthentication(authorities = {}) // a second factor is added to the first, instead of replacing it
class AdministrationConfig {

    @Bean
    @Order(0)
    SecurityFilterChain administration(
            HttpSecurity http,
            InMemoryUserDetailsManager administrators,
            OneTimeTokenService tokens,
            LoginLinkBySms link) {
        AuthorizationManagerFactory<RequestAuthorizationContext> twoFactors =
                AuthorizationManagerFactories.<RequestAuthorizationContext>multiFactor()
                        .requireFactors(PASSWORD_AUTHORITY, OTT_AUTHORITY)
                        .build();
        http.securityMatcher("/admin/**", "/login/**", "/ott/**", "/logout", "/default-ui.css");
        http.authorizeHttpRequests(requests -> requests.anyRequest().access(twoFactors.hasRole("ADMIN")));
        http.formLogin(login -> login.defaultSuccessUrl("/admin"));
        http.oneTimeTokenLogin(login -> login.tokenService(tokens)
                .authenticationProvider(new OneTimeTokenAuthenticationProvider(tokens, administrators))
                .generateRequestResolver(request -> forWhoeverGaveThePassword())
                .tokenGenerationSuccessHandler(link)
                .defaultSuccessUrl("/admin"));
        http.logout(withDefaults());
        http.userDetailsService(administrators);
        return http.build();
    }

    @Bean
    OneTimeTokenService tokens() {
        return new InMemoryOneTimeTokenService();
    }

    /** Nobody else is sent a link, so that nobody can have one sent to somebody else. */
    private static @Nullable GenerateOneTimeTokenRequest forWhoeverGaveThePassword() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller != null
                        && caller.getAuthorities().stream()
                                .anyMatch(authority -> PASSWORD_AUTHORITY.equals(authority.getAuthority()))
                ? new GenerateOneTimeTokenRequest(caller.getName())
                : null;
    }
}
