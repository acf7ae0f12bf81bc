package dev.readiness.spring.secrets;

import dev.readiness.secrets.SecretSourceException;
import java.net.http.HttpClient;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.vault.authentication.AppRoleAuthentication;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions.RoleId;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions.SecretId;
import org.springframework.vault.authentication.ClientAuthentication;
import org.springframework.vault.authentication.KubernetesAuthentication;
import org.springframework.vault.authentication.KubernetesAuthenticationOptions;
import org.springframework.vault.authentication.KubernetesServiceAccountTokenFile;
import org.springframework.vault.authentication.SimpleSessionManager;
import org.springframework.vault.authentication.TokenAuthentication;
import org.springframework.vault.client.RestTemplateBuilder;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.web.client.RestOperations;

/** Logs in to Vault with Spring Vault. No thread renews a session: who is refused logs in anew. */
final class VaultLogins {

    private VaultLogins() {}

    /**
     * Returns what logs in anew with each call, at the latest with the first request.
     *
     * @throws SecretSourceException if the settings do not say how
     */
    static Supplier<VaultSession.Login> of(SecretsProperties.Vault settings) {
        RestTemplateBuilder client = client(settings);
        RestOperations rest = client.build();
        Supplier<ClientAuthentication> authentication = switch (settings.login()) {
            case TOKEN -> {
                String token = required("token", settings.token(), settings);
                yield () -> new TokenAuthentication(token);
            }
            case APPROLE -> {
                AppRoleAuthenticationOptions options = AppRoleAuthenticationOptions.builder()
                        .roleId(RoleId.provided(required("role-id", settings.roleId(), settings)))
                        .secretId(SecretId.provided(required("secret-id", settings.secretId(), settings)))
                        .build();
                yield () -> new AppRoleAuthentication(options, rest);
            }
            case KUBERNETES -> {
                KubernetesAuthenticationOptions options = KubernetesAuthenticationOptions.builder()
                        .role(required("role", settings.role(), settings))
                        .jwtSupplier(new KubernetesServiceAccountTokenFile(settings.serviceAccountToken()))
                        .build();
                yield () -> new KubernetesAuthentication(options, rest);
            }
        };
        return () -> {
            SimpleSessionManager token = new SimpleSessionManager(authentication.get());
            return new VaultSession.Login(new VaultTemplate(client, token), token);
        };
    }

    private static RestTemplateBuilder client(SecretsProperties.Vault settings) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(settings.timeout()).build());
        requests.setReadTimeout(settings.timeout());
        RestTemplateBuilder client = RestTemplateBuilder.builder()
                .endpoint(VaultEndpoint.from(Objects.requireNonNull(settings.uri())))
                .requestFactory(requests);
        return settings.namespace() == null ? client : client.defaultHeader("X-Vault-Namespace", settings.namespace());
    }

    private static String required(String name, @Nullable String value, SecretsProperties.Vault settings) {
        if (value == null || SecretsOpener.isUnresolved(value)) {
            throw new SecretSourceException("Vault " + settings.uri() + " cannot be asked: set readiness.secrets.vault."
                    + name + ", for example to ${CLINIC_VAULT}, and that as an environment variable or as a file of an"
                    + " imported directory");
        }
        return SecretsOpener.hidden(value).reveal();
    }
}
