package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.HandlerCode;
import dev.readiness.spring.assessment.MethodCall;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;

/**
 * Finds filters that take a token which was made for something else, to renew a login or to reset a password, for a login.
 *
 * <p>Accused is only where one class signs such a token and reads the ones that the filter gets, no key of its own is named, and
 * nothing that the filter gets to looks at anything of a token but whose it is and until when.
 */
final class RefreshTokenRule implements ReadinessRule {

    private static final String ID = "access.token-for-another-use";

    private static final Pattern MAKES = Pattern.compile(
            "(?i)(?!\\w*(access|from|using|with))(create|generate|build|issue|make|sign|encode|new)\\w*(refresh|reset|verif|confirm|activation)\\w*");

    private static final Pattern OWN_KEY =
            Pattern.compile("(?i)\\w*(refresh|reset|verif|confirm|activation)\\w*(key|secret)\\w*");

    /** What every token says, so that it tells none from another. */
    private static final Set<String> OF_EVERY_TOKEN = Set.of(
            "getSubject",
            "getExpiration",
            "getIssuedAt",
            "getNotBefore",
            "getExpiresAt",
            "getPayload",
            "getBody",
            "getToken");

    private static final Pattern TELLS_APART =
            Pattern.compile("(?i)\\w*(access|refresh|type|kind|purpose|usage|revoked|blacklist)\\w*");

    private final TokenFilters filters;

    private final EndpointHandlers handlers;

    private final HandlerCalls calls;

    RefreshTokenRule(TokenFilters filters, EndpointHandlers handlers, HandlerCalls calls) {
        this.filters = filters;
        this.handlers = handlers;
        this.calls = calls;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        List<Method> reading = filters.reading();
        Set<Method> making = new LinkedHashSet<>();
        inventory.applicationEndpoints().stream()
                .filter(Endpoint::writes)
                .flatMap(endpoint -> handlers.handlerOf(endpoint).stream())
                .flatMap(handler -> calls.methods(handler.getMethod()))
                .filter(method -> MAKES.matcher(method.getName()).matches())
                .filter(method -> signedBy(method).isPresent())
                .forEach(making::add);
        if (reading.isEmpty() || making.isEmpty()) {
            return List.of(Finding.notApplicable(
                    ID,
                    Finding.APPLICATION,
                    "No filter of the application reads a signed token, or none is signed for another use."));
        }
        Set<String> seen = new TreeSet<>();
        List<Finding> findings = reading.stream()
                .flatMap(filter -> making.stream().flatMap(method -> findingAt(filter, method).stream()))
                .filter(finding -> seen.add(finding.where()))
                .toList();
        return findings.isEmpty()
                ? List.of(Finding.pass(
                        ID,
                        Finding.APPLICATION,
                        new Evidence("byte code of the filters", "tokens for another use may be told apart")))
                : findings;
    }

    /** Returns the method of the application that calls the library to sign what {@code method} makes. */
    private Optional<Method> signedBy(Method method) {
        return calls.methods(method)
                .filter(each -> directCalls(each).anyMatch(RefreshTokenRule::signs))
                .findFirst();
    }

    private Stream<Method> readBy(Method filter) {
        return calls.methods(filter).filter(each -> directCalls(each).anyMatch(TokenFilters::readsToken));
    }

    private Optional<Finding> findingAt(Method filter, Method making) {
        Class<?> signing = signedBy(making).orElseThrow().getDeclaringClass();
        boolean sameClass = readBy(filter).allMatch(method -> method.getDeclaringClass() == signing);
        boolean ownKey = calls.methods(making).anyMatch(RefreshTokenRule::namesOwnKey);
        return sameClass && !ownKey && !tellsApart(filter) ? Optional.of(fail(filter, making)) : Optional.empty();
    }

    private boolean tellsApart(Method filter) {
        return calls.methods(filter)
                        .anyMatch(
                                method -> TELLS_APART.matcher(method.getName()).matches())
                || calls.all(filter).stream()
                        .anyMatch(call -> asksMore(call)
                                || calls.rowsOf(call)
                                        .filter(row -> row.getSimpleName().contains("Token"))
                                        .isPresent());
    }

    /** Whatever else is asked of a token may be there only in one kind of them. */
    private static boolean asksMore(MethodCall call) {
        boolean ofToken = call.owner().startsWith("io.jsonwebtoken.Claims")
                || call.owner().startsWith("com.auth0.jwt.interfaces.")
                || call.owner().startsWith("com.nimbusds.jwt.JWTClaimsSet");
        boolean expects =
                call.name().startsWith("require") || call.name().matches("with(Claim|Audience|Issuer|Subject)\\w*");
        boolean asks = call.name().startsWith("get") && !OF_EVERY_TOKEN.contains(call.name());
        return (ofToken && (asks || call.name().startsWith("contains"))) || expects;
    }

    private static boolean signs(MethodCall call) {
        return (call.owner().equals("io.jsonwebtoken.JwtBuilder") && call.name().equals("compact"))
                || (call.owner().equals("com.auth0.jwt.JWTCreator$Builder")
                        && call.name().equals("sign"))
                || (call.owner().startsWith("com.nimbusds.") && call.name().equals("sign"));
    }

    private static Stream<MethodCall> directCalls(Method method) {
        Stream.Builder<MethodCall> direct = Stream.builder();
        HandlerCode.show(method, new MethodVisitor(SpringAsmInfo.ASM_VERSION) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                direct.add(new MethodCall(owner.replace('/', '.'), name, descriptor));
            }
        });
        return direct.build();
    }

    private static boolean namesOwnKey(Method method) {
        boolean[] named = {OWN_KEY.matcher(method.getName()).matches()};
        HandlerCode.show(method, new MethodVisitor(SpringAsmInfo.ASM_VERSION) {
            @Override
            public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
                named[0] |= OWN_KEY.matcher(name).matches();
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                named[0] |= OWN_KEY.matcher(name).matches();
            }
        });
        return named[0];
    }

    private static Finding fail(Method filter, Method making) {
        String where = filter.getDeclaringClass().getSimpleName();
        String made = making.getDeclaringClass().getSimpleName() + "." + making.getName();
        return Finding.fail(
                ID,
                where,
                "%s lets in whoever shows a token that %s made for another use: both are signed with the same key, and nothing looks at what a token is for. A token that lives long, or that was sent by mail, is as good as a login."
                        .formatted(where, made),
                "Write into each token what it is for, for example claim(\"use\", \"access\"), and refuse any other in %s; or sign what %s makes with a key of its own."
                        .formatted(where, made),
                new Evidence(
                        "byte code of " + where + " and " + made,
                        "one class signs and reads both, and only whose a token is and until when is asked"));
    }
}
