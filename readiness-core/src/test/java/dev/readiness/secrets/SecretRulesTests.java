package dev.readiness.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.Result;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All values are made up for these tests; none opens anything. */
class SecretRulesTests {

    private static final Inventory INVENTORY = new Inventory("clinic", List.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sms.api-key                    | test-4f9c1d
                    sms.apiKey                     | test-4f9c1d
                    SMS_API_KEY                    | test-4f9c1d
                    spring.datasource.password     | postgres
                    spring.security.user.password  | admin123
                    spring.security.user.password  | {noop}admin
                    spring.mail.password           | 123456
                    spring.datasource.second.password | 482913
                    app.jwt.secret                 | 404E635266556A58
                    app.jwt.key                    | Zm9vYmFyYmF6
                    app.signing-key                | 9f86d081884c
                    clinic.confirmation.signing-key | test-signing-key-not-a-real-one
                    app.encryption.private-key     | MIIEvQIBADANBg
                    app.auth.token                 | t0ken-of-a-test
                    app.api-keys[2]                | test-4f9c1d
                    server.ssl.key-store-password  | changeit
                    client.registration.a.client-secret | s3cr3t-of-a-test
                    app.certificate                | -----BEGIN RSA PRIVATE KEY----- MIIE
                    app.greeting                   | eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ0ZXN0In0.dGVzdC1zaWduYXR1cmU
                    app.payment                    | sk_test_0000000000TEST
                    spring.data.mongodb.uri        | mongodb://clinic:hunter2@db/clinic
                    spring.datasource.url          | jdbc:postgresql://db/clinic?user=a&password=hunter2
                    spring.kafka.jaas              | PlainLoginModule required password="hunter2";
                    app.token                      | <your-token>
                    app.token                      | CHANGE_ME
                    """)
    void literalInConfigurationFindsASecret(String name, String text) {
        assertThat(configuration(entry(name, text))).singleElement().satisfies(finding -> {
            assertThat(finding.result()).isEqualTo(Result.FAIL);
            assertThat(finding.where()).isEqualTo(name);
            assertThat(finding.toString()).doesNotContain(text);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    spring.security.user.password-encoder | bcrypt
                    app.token-uri                  | https://login.example.org/token
                    app.token                      | https://login.example.org/token
                    app.secret-location            | somewhere
                    app.secret                     | /run/secrets/app
                    app.secret                     | classpath:secret.txt
                    app.secret                     | file:secret.txt
                    jwt.expiration                 | 86400000
                    app.password.max-age           | 86400
                    app.password-expiry            | 7776000
                    jwt.token                      | 30m
                    jwt.token                      | PT15M
                    password.min-length            | 12
                    app.reset-password             | true
                    app.max-tokens                 | 4096
                    app.token                      | com.example.auth.TokenService
                    app.api-key                    | X-Api-Key
                    app.token                      | Authorization
                    app.csrf-token                 | enabled-somehow
                    app.public-key                 | MIIBIjANBgkqhk
                    app.cache.key                  | appointments
                    app.primary-key                | id
                    readiness.secrets.required[0]  | SMS_API_KEY
                    app.password                   | SMS_API_KEY
                    spring.security.user.password  | {bcrypt}$2a$10$abcdefghijklmnopqrstuv
                    app.password                   | ENC(abcdef)
                    app.password                   | {cipher}abcdef
                    app.password                   | #{systemProperties['p']}
                    app.password                   | ''
                    spring.datasource.url          | jdbc:h2:mem:clinic
                    spring.datasource.url          | jdbc:postgresql://db/clinic?user=a&password=${DB_PASSWORD}
                    spring.data.mongodb.uri        | mongodb://clinic:${DB_PASSWORD}@db/clinic
                    app.home                       | https://example.org:8443/a@b
                    """)
    void literalInConfigurationDoesNotCryWolf(String name, String text) {
        assertThat(configuration(entry(name, text)))
                .singleElement()
                .extracting(Finding::result, Finding::where)
                .containsExactly(Result.PASS, Finding.APPLICATION);
    }

    @ParameterizedTest
    @CsvSource({
        "spring.datasource.password, ${DB_PASSWORD}",
        "spring.datasource.password, ${DB_PASSWORD:}",
        "spring.datasource.password, '${DB_PASSWORD:${POSTGRES_PASSWORD}}'",
        "app.token, Bearer ${TOKEN}"
    })
    void literalInConfigurationPassesAReferenceToTheOutside(String name, String text) {
        assertThat(configuration(entry(name, text)))
                .containsExactly(Finding.pass(
                        "secrets.literal-in-configuration",
                        name,
                        new Evidence(
                                "property source of the running environment",
                                "application.properties:3 has a reference to a value outside")));
    }

    @ParameterizedTest
    @CsvSource({
        "spring.datasource.password, ${DB_PASSWORD:postgres}",
        "spring.datasource.password, '${DB_PASSWORD:${POSTGRES_PASSWORD:postgres}}'",
        "spring.datasource.url, jdbc:postgresql://clinic:${DB_PASSWORD:postgres}@db/clinic"
    })
    void literalInConfigurationFindsAGuessableDefaultBehindAPlaceholder(String name, String text) {
        assertThat(configuration(entry(name, text)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.problem())
                        .startsWith("When nobody sets it from outside")
                        .doesNotContain("postgres"));
    }

    @Test
    void literalInConfigurationFollowsAReferenceWithinTheFiles() {
        List<Finding> findings = configuration(
                entry("spring.datasource.password", "${app.default}"), entry("app.default", "test-4f9c1d"));

        assertThat(findings)
                .singleElement()
                .extracting(Finding::result, Finding::where)
                .containsExactly(Result.FAIL, "spring.datasource.password");
    }

    @Test
    void literalInConfigurationSurvivesAReferenceToItself() {
        assertThat(configuration(entry("app.password", "${app.password}")))
                .extracting(Finding::result)
                .containsExactly(Result.PASS);
    }

    @Test
    void literalInConfigurationMakesOneFindingOfAPropertyThatTwoFilesSet() {
        List<Finding> findings =
                configuration(entry("app.password", "${APP_PASSWORD}"), entry("app.password", "test-4f9c1d"));

        assertThat(findings).extracting(Finding::result).containsExactly(Result.FAIL);
    }

    @Test
    void literalInConfigurationGivesTheLineToWriteInTheFormOfTheFile() {
        ConfigurationEntry yaml = new ConfigurationEntry("sms.api-key", Secret.of("test-4f9c1d"), "application.yml:7");

        assertThat(configuration(entry("sms.api-key", "test-4f9c1d")).get(0).remedy())
                .startsWith("Write sms.api-key=${SMS_API_KEY}, set SMS_API_KEY outside");
        assertThat(configuration(yaml).get(0).remedy()).startsWith("Write sms.api-key: ${SMS_API_KEY}, set");
        assertThat(configuration(yaml).get(0).problem()).contains("application.yml:7");
    }

    @Test
    void literalInConfigurationSaysHowMuchWasReadWhenThereIsNoSecret() {
        assertThat(configuration(entry("server.port", "8080"))
                        .get(0)
                        .evidence()
                        .get(0)
                        .observation())
                .isEqualTo("1 properties from files were read, none of them is a secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    API_KEY         | test-4f9c1d
                    smsApiKey       | test4f9c1d
                    API_KEY         | test-sms-key-not-a-real-one
                    ADMIN_PASSWORD  | admin123
                    ADMIN_PASSWORD  | password
                    JWT_SECRET      | 404E635266556A586E3272357538782F
                    password        | ${app.password:hunter2}
                    ''              | ${app.password:hunter2}
                    ''              | sk_test_0000000000TEST
                    GREETING        | mongodb://clinic:hunter2@db/clinic
                    KEY             | -----BEGIN PRIVATE KEY----- MIIE
                    """)
    void literalInCodeFindsASecret(String name, String text) {
        assertThat(code(name, text)).singleElement().satisfies(finding -> {
            assertThat(finding.result()).isEqualTo(Result.FAIL);
            assertThat(finding.where()).startsWith("com.example.SmsClient");
            assertThat(finding.problem() + finding.evidence()).doesNotContain(text);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PASSWORD          | password
                    PARAM_PASSWORD    | password
                    ATT_USER_PASSWORD | password-attribute
                    PEM_HEADER        | -----BEGIN PRIVATE KEY-----
                    TOKEN             | access_token
                    CLIENT_SECRET     | client_secret
                    API_KEY           | sms.api-key
                    API_KEY           | X-API-Key
                    SECRET            | app.jwt.config
                    INVALID_PASSWORD  | Password must not be empty
                    INVALID_TOKEN     | invalid_token
                    RESET_PASSWORD    | /reset-password
                    FORGOT_PASSWORD   | forgotPassword
                    MISSING_TOKEN     | missing-token
                    PASSWORD          | ^[a-z]+$
                    TOKEN             | %s
                    PASSWORD          | ${app.password}
                    TOKEN_TYPE        | Bearer
                    GREETING          | hello
                    ''                | anything else
                    """)
    void literalInCodeDoesNotCryWolf(String name, String text) {
        assertThat(code(name, text)).singleElement().satisfies(finding -> {
            assertThat(finding.result()).isEqualTo(Result.PASS);
            assertThat(finding.evidence().get(0).observation()).isEqualTo("12 classes were read");
        });
    }

    @Test
    void literalInCodeFindsAWellKnownSecretThatIsAlsoTheLastWordOfItsName() {
        assertThat(code("JWT_SECRET", "secret")).extracting(Finding::result).containsExactly(Result.FAIL);
    }

    @Test
    void aDefaultThatAsksToBeChangedIsAWellKnownOne() {
        assertThat(code("KEY_STORE_PASSWORD", "changeit").get(0).problem()).startsWith("A well-known default");
    }

    @Test
    void literalInCodeNamesTheConstantAndTheParameterInItsPlace() {
        assertThat(code("API_KEY", "test-4f9c1d").get(0).remedy())
                .startsWith("Remove API_KEY from SmsClient")
                .contains("@Value(\"${API_KEY}\")");
    }

    @Test
    void literalInCodeIsUnknownWhenAClassCouldNotBeRead() {
        CodeConstants code = new CodeConstants(3, List.of("com.example.New"), List.of());

        assertThat(SecretRules.literalInCode(() -> code).assess(INVENTORY))
                .extracting(Finding::result)
                .containsExactly(Result.UNKNOWN);
    }

    @Test
    void literalInCodeIsUnknownWhenNoClassWasFound() {
        assertThat(SecretRules.literalInCode(() -> new CodeConstants(0, List.of(), List.of()))
                        .assess(INVENTORY))
                .extracting(Finding::result)
                .containsExactly(Result.UNKNOWN);
    }

    @Test
    void literalInConfigurationLeavesOutADatabaseInMemory() {
        assertThat(configuration(
                        entry("spring.datasource.url", "jdbc:h2:mem:clinic"),
                        entry("spring.datasource.password", "password"),
                        entry("other.datasource.password", "password")))
                .extracting(Finding::where)
                .containsExactly("other.datasource.password");
    }

    @Test
    void literalInOtherProfileNamesTheProfile() {
        List<Finding> findings = otherProfile("mysql", entry("spring.datasource.password", "${DB_PASSWORD:petclinic}"));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.where()).isEqualTo("spring.datasource.password (profile mysql)");
            assertThat(finding.result()).isEqualTo(Result.FAIL);
            assertThat(finding.toString()).doesNotContain("petclinic");
        });
    }

    @Test
    void literalInOtherProfilePassesReferencesAndEmptyPasswords() {
        assertThat(otherProfile("prod", entry("a.password", "${DB_PASSWORD}"), entry("b.password", "")))
                .extracting(Finding::result)
                .containsExactly(Result.PASS);
    }

    @Test
    void privateKeyInResourcesNamesTheFile() {
        assertThat(SecretRules.privateKeyInResources(() -> List.of("app.key")).assess(INVENTORY))
                .extracting(Finding::result, Finding::where)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Result.FAIL, "app.key"));
    }

    private static List<Finding> otherProfile(String profile, ConfigurationEntry... entries) {
        return SecretRules.literalInOtherProfile(() -> Map.of(profile, List.of(entries)))
                .assess(INVENTORY);
    }

    private static List<Finding> configuration(ConfigurationEntry... entries) {
        return SecretRules.literalInConfiguration(() -> List.of(entries)).assess(INVENTORY);
    }

    private static ConfigurationEntry entry(String name, String text) {
        return new ConfigurationEntry(name, Secret.of(text), "application.properties:3");
    }

    private static List<Finding> code(String name, String text) {
        CodeConstant constant = new CodeConstant("com.example.SmsClient", name, Secret.of(text));
        return SecretRules.literalInCode(() -> new CodeConstants(12, List.of(), List.of(constant)))
                .assess(INVENTORY);
    }
}
