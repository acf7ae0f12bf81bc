package dev.readiness.spring.security;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/** The ways to log in that Spring Security 7 notes as authorities; earlier versions note none. */
final class LoginFactors {

    private LoginFactors() {}

    /** Returns all of them, as of now. */
    static List<GrantedAuthority> all() {
        return Stream.of(
                        FactorGrantedAuthority.AUTHORIZATION_CODE_AUTHORITY,
                        FactorGrantedAuthority.BEARER_AUTHORITY,
                        FactorGrantedAuthority.CAS_AUTHORITY,
                        FactorGrantedAuthority.OTT_AUTHORITY,
                        FactorGrantedAuthority.PASSWORD_AUTHORITY,
                        FactorGrantedAuthority.SAML_RESPONSE_AUTHORITY,
                        FactorGrantedAuthority.WEBAUTHN_AUTHORITY,
                        FactorGrantedAuthority.X509_AUTHORITY)
                .<GrantedAuthority>map(FactorGrantedAuthority::fromAuthority)
                .toList();
    }
}
