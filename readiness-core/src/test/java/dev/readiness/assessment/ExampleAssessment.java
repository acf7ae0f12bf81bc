package dev.readiness.assessment;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An assessment of a clinic with a finding of every kind, for the tests of the report. */
final class ExampleAssessment {

    static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

    private static final String LIMIT = "ratelimit.endpoint-unlimited";
    private static final String ACCESS = "access.endpoint-open";
    private static final String VALIDATION = "validation.input-unchecked";
    private static final String UNBOUNDED = "validation.input-unbounded";
    private static final String AUDIT = "audit.write-unrecorded";
    private static final String PROBES = "health.probes-missing";
    private static final String LOGS = "observability.logs-unstructured";
    private static final String SCHEMA = "migration.schema-by-hibernate";
    private static final String SHUTDOWN = "deployment.abrupt-shutdown";

    private ExampleAssessment() {}

    /** Returns the assessment of a clinic that is half-way hardened. */
    static Assessment clinic() {
        return assessor().build().assess(new Inventory("Clinic Booking", endpoints()));
    }

    /** Returns an assessment in which every text that an application may choose is {@code text}. */
    static Assessment everyTextIs(String text) {
        Endpoint endpoint = new Endpoint("GET", text, text, Endpoint.Origin.APPLICATION, false, true, false);
        List<Finding> findings = List.of(
                Finding.fail(LIMIT, endpoint.id(), text, text, new Evidence(text, text)),
                Finding.unknown(LIMIT, text, text, new Evidence(text, text)));
        return Assessor.builder()
                .rules(List.of(ReadinessRule.of(RuleCatalogue.describe(LIMIT), inventory -> findings)))
                .inspectors(List.of(inspector(text, Map.of(endpoint.id(), new EndpointInspector.Fact(text, text)))))
                .slices(List.of(new Slice(text, List.of(endpoint.id()))))
                .access(List.of(inventory -> new AccessMatrix(
                        List.of(text),
                        List.of(new AccessMatrix.Row(endpoint, List.of(AccessMatrix.Cell.UNKNOWN), text)),
                        List.of(text))))
                .waivers(List.of(new Waiver("no.such-rule", text, text, LocalDate.EPOCH)))
                .time(() -> AT)
                .build()
                .assess(new Inventory(text, List.of(endpoint)));
    }

    private static Assessor.Builder assessor() {
        return Assessor.builder()
                .rules(rules())
                .inspectors(inspectors())
                .slices(List.of(
                        new Slice("sign-up", List.of("POST /signup")),
                        new Slice("booking", List.of("POST /appointments", "GET /appointments/{id}")),
                        new Slice("administration", List.of("GET /admin"))))
                .waivers(List.of(
                        new Waiver(LIMIT, "GET /admin", "reached through the office network only", day("2027-01-31")),
                        new Waiver(VALIDATION, "POST /signup", "gone with the old form", day("2026-10-01"))))
                .attestations(List.of(new Attestation(
                        SHUTDOWN, "*", "the operations lead", day("2027-03-31"), "drain drill of October, ticket 118")))
                .attestedControls(List.of(new ControlAttestation(
                        "SOC 2 CC1.4", "the head of staff", day("2027-06-30"), "training plan of 2026")))
                .sliceTimes(List.of(new SliceTime("booking", Duration.ofHours(18), SliceTime.Source.DECLARED)))
                .pastEstimates(new PastEstimates(List.of(
                        new PastEstimate(AT.minus(Duration.ofDays(20)), List.of(), 30, new EffortInterval(1.5, 6)))))
                .access(List.of(ExampleAssessment::accessTo))
                .time(() -> AT);
    }

    private static AccessMatrix accessTo(Inventory inventory) {
        return new AccessMatrix(
                List.of(
                        "nobody",
                        "any user",
                        "ROLE_ADMINISTRATION_OF_THE_WHOLE_CLINIC",
                        "ROLE_FRONT_DESK",
                        "ROLE_NURSE",
                        "ROLE_PATIENT",
                        "SCOPE_appointments:read"),
                inventory.endpoints().stream().map(ExampleAssessment::row).toList(),
                List.of("4 further authorities are left out: ROLE_W, ROLE_X, ROLE_Y, ROLE_Z."));
    }

    /** Each letter is a caller: allowed, denied or unknown. */
    private static AccessMatrix.Row row(Endpoint endpoint) {
        String cells = switch (endpoint.id()) {
            case "POST /signup", "GET /admin", "* /error" -> "aaaaaaa";
            case "GET /appointments/{id}" -> "ddduuuu";
            default -> "dddadaa";
        };
        return new AccessMatrix.Row(
                endpoint,
                cells.chars()
                        .mapToObj(letter -> letter == 'a'
                                ? AccessMatrix.Cell.ALLOWED
                                : letter == 'd' ? AccessMatrix.Cell.DENIED : AccessMatrix.Cell.UNKNOWN)
                        .toList(),
                cells.contains("u") ? "method security decides by the arguments or the result of the call" : "");
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static List<Endpoint> endpoints() {
        return List.of(
                own("POST", "/signup", "SignupController.signUp", true),
                own("GET", "/appointments", "AppointmentController.list", false),
                own("POST", "/appointments", "AppointmentController.book", true),
                own("GET", "/appointments/{id}", "AppointmentController.show", false),
                own("GET", "/admin", "AdminController.page", false),
                new Endpoint(
                        "*", "/error", "BasicErrorController.error", Endpoint.Origin.FRAMEWORK, false, false, false));
    }

    private static Endpoint own(String method, String path, String handler, boolean writes) {
        return new Endpoint(
                method,
                path,
                handler,
                Endpoint.Origin.APPLICATION,
                writes,
                writes || path.contains("{"),
                path.equals("/appointments") && !writes);
    }

    private static List<ReadinessRule> rules() {
        return List.of(
                rule(access()),
                rule(limits()),
                rule(validation()),
                rule(List.of(Finding.fail(
                        UNBOUNDED,
                        "POST /appointments",
                        "'reason' of Booking takes a text of any length.",
                        "@Size(max = 500) String reason"))),
                rule(audit()),
                rule(List.of(Finding.pass(
                        PROBES,
                        Finding.APPLICATION,
                        new Evidence(
                                "running health groups", "liveness [livenessState], readiness [readinessState, db]")))),
                rule(List.of(Finding.unknown(
                        LOGS, Finding.APPLICATION, "The appenders belong to a logging system that cannot be read."))),
                rule(List.of(Finding.pass(
                        SCHEMA,
                        Finding.APPLICATION,
                        new Evidence("running entity manager factory", "hibernate.hbm2ddl.auto=validate")))),
                rule(List.of(
                        Finding.unknown(SHUTDOWN, Finding.APPLICATION, "The server is stopped by something outside."))),
                rule(List.of(Finding.notApplicable(
                        "secrets.literal-in-code", Finding.APPLICATION, "No class of the application was found."))));
    }

    private static List<Finding> access() {
        Evidence chain = new Evidence(
                "security filter chain, asked without credentials", "401 from BasicAuthenticationEntryPoint");
        return List.of(
                Finding.pass(ACCESS, "POST /appointments", chain),
                Finding.pass(ACCESS, "GET /appointments/{id}", chain),
                Finding.pass(
                        ACCESS,
                        "POST /signup",
                        new Evidence("readiness.access.public", "public on purpose: this is how patients begin")),
                Finding.fail(
                        ACCESS,
                        "GET /admin",
                        "Anyone can open it without logging in.",
                        """
                        .requestMatchers(HttpMethod.GET, "/admin").hasRole("ADMIN")

                        or, if it is public on purpose:
                        readiness.access.public[1].where=GET /admin
                        readiness.access.public[1].reason=...""",
                        new Evidence(
                                "security filter chain, asked without credentials",
                                "the request reached AdminController.page")));
    }

    private static List<Finding> limits() {
        return List.of(
                Finding.pass(
                        LIMIT, "POST /appointments", new Evidence("running limiter", "booking: 30/1m per principal")),
                unlimited("POST /signup", "signup"),
                Finding.pass(
                        LIMIT,
                        "GET /appointments/{id}",
                        new Evidence("running limiter", "reading: 120/1m per principal")),
                unlimited("GET /admin", "admin"));
    }

    private static Finding unlimited(String where, String name) {
        return Finding.fail(
                LIMIT,
                where,
                "Anyone can call it without limit.",
                """
                readiness.rate-limit.rules.%s.routes[0]=%s
                readiness.rate-limit.rules.%s.limits[0]=30/1m
                readiness.rate-limit.rules.%s.key=client-address""".formatted(name, where, name, name),
                new Evidence("running limiter", "no rule matches"));
    }

    private static List<Finding> validation() {
        return List.of(
                Finding.pass(
                        VALIDATION,
                        "POST /appointments",
                        new Evidence(
                                "constraint metadata of Booking", "start @Future, reason @NotBlank, phone @Pattern")),
                Finding.fail(
                        VALIDATION,
                        "POST /signup",
                        "The constraints of SignUp never run: the parameter lacks @Valid.",
                        "Account signUp(@Valid @RequestBody SignUp signUp)",
                        new Evidence("SignupController.signUp", "parameter 'signUp' has no @Valid")));
    }

    private static List<Finding> audit() {
        return List.of(
                Finding.pass(
                        AUDIT, "POST /appointments", new Evidence("running audit configuration", "appointment.book")),
                Finding.unknown(AUDIT, "POST /signup", "The handler is a lambda: its annotations cannot be read."));
    }

    private static ReadinessRule rule(List<Finding> findings) {
        return ReadinessRule.of(RuleCatalogue.describe(findings.get(0).ruleId()), inventory -> findings);
    }

    private static List<EndpointInspector> inspectors() {
        return List.of(
                inspector(
                        "access",
                        Map.of(
                                "POST /signup", new EndpointInspector.Fact("public", "on purpose"),
                                "GET /appointments", new EndpointInspector.Fact("authenticated", ""),
                                "POST /appointments", new EndpointInspector.Fact("authenticated", ""),
                                "GET /appointments/{id}", new EndpointInspector.Fact("authenticated", ""),
                                "GET /admin", new EndpointInspector.Fact("anyone", "no rule of the chain matches it"),
                                "* /error", new EndpointInspector.Fact("anyone", ""))),
                inspector(
                        "input",
                        Map.of(
                                "POST /signup",
                                        new EndpointInspector.Fact("nominal", "SignUp has constraints, no @Valid"),
                                "POST /appointments", new EndpointInspector.Fact("partial", "'reason' is unbounded"))),
                inspector(
                        "rate limit",
                        Map.of(
                                "POST /signup", new EndpointInspector.Fact("none", ""),
                                "POST /appointments", new EndpointInspector.Fact("30/1m", "per principal"))),
                inspector(
                        "audit",
                        Map.of(
                                "POST /signup", new EndpointInspector.Fact("unknown", "the handler is a lambda"),
                                "POST /appointments", new EndpointInspector.Fact("appointment.book", ""))));
    }

    private static EndpointInspector inspector(String aspect, Map<String, EndpointInspector.Fact> facts) {
        return new EndpointInspector() {
            @Override
            public String aspect() {
                return aspect;
            }

            @Override
            public Optional<Fact> inspect(Endpoint endpoint) {
                return Optional.ofNullable(facts.get(endpoint.id()));
            }
        };
    }
}
