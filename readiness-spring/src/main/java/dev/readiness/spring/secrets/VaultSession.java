package dev.readiness.spring.secrets;

import dev.readiness.secrets.SecretSourceException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.vault.VaultException;
import org.springframework.vault.authentication.LoginToken;
import org.springframework.vault.authentication.SessionManager;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.support.VaultToken;

/**
 * What a source asks Vault with. It logs in with the first question, and anew, once, when the server refuses it: a token lives
 * shorter than an application. Not safe for use by many threads.
 */
final class VaultSession {

    /**
     * A login.
     *
     * @param template asks
     * @param token tells with which token
     */
    record Login(VaultTemplate template, SessionManager token) {}

    private final Supplier<Login> logins;
    private @Nullable Login present;

    private VaultSession(Supplier<Login> logins) {
        this.logins = logins;
    }

    /**
     * Returns a session that has not logged in yet.
     *
     * @throws SecretSourceException if the settings do not say how
     */
    static VaultSession of(SecretsProperties.Vault settings) {
        return new VaultSession(VaultLogins.of(settings));
    }

    <T extends @Nullable Object> T ask(Function<VaultTemplate, T> question) {
        Login login = present;
        if (login != null) {
            try {
                return question.apply(login.template());
            } catch (VaultException ex) {
                if (VaultFailure.statusOf(ex) != 403) {
                    throw ex;
                }
                end();
            }
        }
        Login anew = logins.get();
        T answer = question.apply(anew.template());
        present = anew;
        return answer;
    }

    /** Returns how long the token of the login was valid when it was given; zero if that is not known or has no end. */
    Duration lifetime() {
        VaultToken token = present == null ? null : present.token().getSessionToken();
        return token instanceof LoginToken login ? login.getLeaseDuration() : Duration.ZERO;
    }

    /** Forgets the login; the next question logs in anew. */
    void end() {
        present = null;
    }
}
