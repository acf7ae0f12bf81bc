package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Endpoint.Origin;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

class PublicByDesignTests {

    private static final PublicByDesign WITHOUT_HANDLERS = new PublicByDesign(() -> null);

    @ParameterizedTest
    @CsvSource({
        "POST, /login",
        "GET, /login",
        "POST, /api/auth/signin",
        "POST, /api/v1/auth/authenticate",
        "POST, /users/sign-up",
        "POST, /register",
        "POST, /api/auth/refresh-token",
        "POST, /api/auth/refreshToken",
        "POST, /auth/refresh",
        "POST, /api/auth/token",
        "POST, /account/forgot-password",
        "POST, /account/reset-password/{token}",
        "GET, /account/verify-email",
        "POST, /webhooks/stripe",
        "GET, /oauth2/callback/{provider}",
        "GET, /",
        "GET, /index",
        "GET, /about",
        "GET, /usuarios/registro",
        "GET, /public",
        "GET, /api/ping"
    })
    void knowsWaysInAndFrontPages(String method, String path) {
        assertThat(WITHOUT_HANDLERS.signOf(endpoint(method, path))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /users/stream",
        "POST, /users",
        "GET, /api/registrations-of-pets",
        "DELETE, /users/{id}",
        "POST, /tokens/{id}/revoke",
        "GET, /home/{id}/owners",
        "POST, /",
        "POST, /password",
        "PUT, /admin/reset",
        "POST, /public"
    })
    void doubtsNothingElse(String method, String path) {
        assertThat(WITHOUT_HANDLERS.signOf(endpoint(method, path))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "create, true",
        "comment, false",
        "authenticate, true",
        "byBean, true",
        "renew, true",
        "device, false",
        "choose, true",
        "apply, false"
    })
    void looksAtWhatTheHandlerTakes(String method, boolean expected) {
        HandlerMethod handler =
                new HandlerMethod(new People(), ReflectionUtils.findMethod(People.class, method, (Class<?>[]) null));
        PublicByDesign design = new PublicByDesign(() -> endpoint -> Optional.of(handler));

        assertThat(design.signOf(endpoint("POST", "/people")).isPresent()).isEqualTo(expected);
    }

    @Test
    void whoResetsThePasswordsOfOthersCanLogIn() {
        assertThat(NameWords.isForLostPasswords("PasswordResetController")).isTrue();
        assertThat(NameWords.isForLostPasswords("AdminResetPasswordController")).isFalse();
    }

    @Test
    void whoHasLostAPasswordCannotLogIn() {
        HandlerMethod handler = new HandlerMethod(
                new PasswordResetController(),
                ReflectionUtils.findMethod(PasswordResetController.class, "send", (Class<?>[]) null));

        assertThat(new PublicByDesign(() -> endpoint -> Optional.of(handler)).signOf(endpoint("POST", "/sendRequest")))
                .hasValue("its class PasswordResetController is for those who cannot log in");
    }

    @Test
    void saysWhichTypeHoldsTheCredentials() {
        HandlerMethod handler =
                new HandlerMethod(new People(), ReflectionUtils.findMethod(People.class, "create", (Class<?>[]) null));

        assertThat(new PublicByDesign(() -> endpoint -> Optional.of(handler)).signOf(endpoint("POST", "/people")))
                .hasValue("it takes a name and a password (NewPerson)");
    }

    private static Endpoint endpoint(String method, String path) {
        return new Endpoint(method, path, "Some.handler", Origin.APPLICATION, !method.equals("GET"), true, false);
    }

    record NewPerson(String email, String password) {}

    record Renewal(String refreshToken) {}

    record Device(String name, String deviceToken) {}

    record Comment(String email, String text) {}

    static class Bean {

        public void setUsername(@Nullable String username) {}

        public void setPassword(@Nullable String password) {}
    }

    static class People {

        void create(@RequestBody NewPerson person) {}

        void comment(@RequestBody Comment comment) {}

        void renew(@RequestBody Renewal renewal) {}

        void device(@RequestBody Device device) {}

        void authenticate() {}

        void byBean(Bean bean) {}

        void choose(@RequestParam("token") String token, @RequestParam("newPassword") String password) {}

        void apply(@RequestParam("code") String code, @RequestParam("amount") int amount) {}
    }

    static class PasswordResetController {

        void send(@RequestParam("email") String email) {}
    }
}
