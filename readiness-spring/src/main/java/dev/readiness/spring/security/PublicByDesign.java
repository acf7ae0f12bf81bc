package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.spring.assessment.EndpointHandlers;
import java.beans.PropertyDescriptor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/**
 * Tells endpoints that have to be open to anybody, because a caller is nobody yet when they are called, from those that
 * somebody forgot to close.
 */
final class PublicByDesign implements PublicSign {

    private static final Set<String> ENTRANCES = Set.of(
            "login",
            "signin",
            "logon",
            "authenticate",
            "authentication",
            "logout",
            "signout",
            "signup",
            "register",
            "registration",
            "registro",
            "cadastro",
            "inscription",
            "registrierung",
            "oauth",
            "oauth2",
            "sso",
            "saml",
            "webhook",
            "webhooks",
            "captcha",
            "csrf",
            "otp");

    /** Words that open a door only together with what they say it of. */
    private static final Set<Set<String>> PAIRS = Set.of(
            Set.of("sign", "in"),
            Set.of("sign", "up"),
            Set.of("sign", "out"),
            Set.of("log", "in"),
            Set.of("log", "out"),
            Set.of("refresh", "token"),
            Set.of("auth", "token"),
            Set.of("auth", "refresh"),
            Set.of("forgot", "password"),
            Set.of("forget", "password"),
            Set.of("lost", "password"),
            Set.of("reset", "password"),
            Set.of("recover", "password"),
            Set.of("verify", "email"),
            Set.of("verify", "account"),
            Set.of("confirm", "email"),
            Set.of("confirm", "account"),
            Set.of("activate", "account"),
            Set.of("resend", "verification"));

    /** Pages that every site shows before anybody logs in. */
    private static final Set<String> FRONT_PAGES = Set.of(
            "",
            "index",
            "home",
            "welcome",
            "about",
            "imprint",
            "privacy",
            "terms",
            "faq",
            "favicon.ico",
            "robots.txt",
            "sitemap.xml",
            "error");

    /** What says of itself that it is for everybody, or only that the application answers. */
    private static final Set<String> FOR_EVERYBODY = Set.of("public", "ping", "healthz", "livez", "readyz");

    private static final Set<String> PASSWORDS = Set.of("password", "pwd", "passwd", "pass");

    /** What a caller was given before, and shows instead of a login. */
    private static final Set<String> TOKENS = Set.of(
            "refreshToken",
            "resetToken",
            "passwordResetToken",
            "verificationToken",
            "confirmationToken",
            "activationToken",
            "idToken");

    /** Who comes to change a password without a login has a token that was sent to him. */
    private static final Set<String> SENT_TOKENS = Set.of("token", "code", "otp");

    private static final Set<String> NAMES = Set.of(
            "username",
            "user",
            "email",
            "mail",
            "login",
            "phone",
            "mobile",
            "usernameoremail",
            "identifier",
            "account");

    private final Supplier<@Nullable EndpointHandlers> handlers;

    PublicByDesign(Supplier<@Nullable EndpointHandlers> handlers) {
        this.handlers = handlers;
    }

    @Override
    public Optional<String> signOf(Endpoint endpoint) {
        List<String> segments = literalSegments(endpoint.path());
        if (!endpoint.writes() && segments.size() <= 1 && FRONT_PAGES.contains(String.join("", segments))) {
            return Optional.of("it is a front page");
        }
        if (!endpoint.writes() && segments.stream().anyMatch(FOR_EVERYBODY::contains)) {
            return Optional.of("its path says that it is for everybody");
        }
        Set<String> words =
                NameWords.of(String.join("-", segments.subList(Math.max(0, segments.size() - 2), segments.size())));
        return isEntrance(words)
                ? Optional.of("its path is that of a way in")
                : Optional.ofNullable(handlers.get())
                        .flatMap(known -> known.handlerOf(endpoint))
                        .flatMap(this::signOf);
    }

    private Optional<String> signOf(HandlerMethod handler) {
        if (isEntrance(NameWords.of(handler.getMethod().getName()))) {
            return Optional.of("its method " + handler.getMethod().getName() + " is that of a way in");
        }
        Class<?> controller = handler.getBeanType();
        if (NameWords.isForLostPasswords(controller.getSimpleName())) {
            return Optional.of("its class " + controller.getSimpleName() + " is for those who cannot log in");
        }
        if (takesSentToken(handler)) {
            return Optional.of("it takes a new password and a token that proves who calls");
        }
        List<Class<?>> bodies = Arrays.stream(handler.getMethodParameters())
                .filter(PublicByDesign::isBody)
                .<Class<?>>map(parameter -> bodyType(ResolvableType.forMethodParameter(parameter)))
                .toList();
        return bodies.stream()
                .filter(PublicByDesign::holdsCredentials)
                .findFirst()
                .map(type -> "it takes a name and a password (" + type.getSimpleName() + ")")
                .or(() -> bodies.stream()
                        .filter(type -> propertiesOf(type).anyMatch(TOKENS::contains))
                        .findFirst()
                        .map(type -> "it takes a token that proves who calls (" + type.getSimpleName() + ")"));
    }

    private static boolean takesSentToken(HandlerMethod handler) {
        List<Set<String>> names = Arrays.stream(handler.getMethodParameters())
                .map(parameter -> parameter.getParameterAnnotation(RequestParam.class))
                .filter(Objects::nonNull)
                .map(parameter -> NameWords.of(parameter.name()))
                .toList();
        return names.stream().anyMatch(name -> name.stream().anyMatch(PASSWORDS::contains))
                && names.stream().anyMatch(name -> name.stream().anyMatch(SENT_TOKENS::contains));
    }

    private static boolean isBody(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(RequestBody.class)
                || parameter.hasParameterAnnotation(ModelAttribute.class)
                || parameter.getParameterAnnotations().length == 0;
    }

    /** The type itself, or what a reactive wrapper or an entity of HTTP holds. */
    private static Class<?> bodyType(ResolvableType type) {
        Class<?> raw = type.resolve(Object.class);
        boolean wraps = type.getGenerics().length == 1 && !Iterable.class.isAssignableFrom(raw);
        return wraps ? type.getGeneric(0).resolve(Object.class) : raw;
    }

    private static boolean holdsCredentials(Class<?> type) {
        List<String> names =
                propertiesOf(type).map(name -> name.toLowerCase(Locale.ROOT)).toList();
        return names.stream().anyMatch(PASSWORDS::contains) && names.stream().anyMatch(NAMES::contains);
    }

    private static Stream<String> propertiesOf(Class<?> type) {
        if (type.isRecord()) {
            return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName);
        }
        return BeanUtils.isSimpleProperty(type)
                ? Stream.empty()
                : Arrays.stream(BeanUtils.getPropertyDescriptors(type)).map(PropertyDescriptor::getName);
    }

    private static boolean isEntrance(Set<String> words) {
        return words.stream().anyMatch(ENTRANCES::contains) || PAIRS.stream().anyMatch(words::containsAll);
    }

    private static List<String> literalSegments(String path) {
        return Stream.of(path.split("/"))
                .filter(segment -> !segment.isEmpty() && segment.indexOf('{') < 0 && segment.indexOf('*') < 0)
                .toList();
    }
}
