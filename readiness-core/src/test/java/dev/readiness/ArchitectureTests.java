package dev.readiness;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The plan of the house, as tests. */
@AnalyzeClasses(packages = "dev.readiness", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule coreDoesNotKnowSpring = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..")
            .because("an application without Spring uses the same safeguards");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("dev.readiness.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule featuresDoNotKnowEachOther = slices().matching("dev.readiness.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    com.tngtech.archunit.base.DescribedPredicate.alwaysTrue(),
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                            "dev.readiness.assessment.."))
            .ignoreDependency(
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage("dev.readiness.web.."),
                    com.tngtech.archunit.base.DescribedPredicate.alwaysTrue())
            .because("what two features share is passed in by the assembling side");

    @ArchTest
    static final ArchRule nothingKnowsWeb = noClasses()
            .that()
            .resideOutsideOfPackage("dev.readiness.web..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.readiness.web..")
            .because("web stands in front of the features and is wired by Spring or by the user's main");

    @ArchTest
    static final ArchRule rateLimitsReadNoWallClock = noClasses()
            .that()
            .resideInAPackage("dev.readiness.ratelimit..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .because(
                    "a clock that is set would refuse everybody, or nobody; memory counts by a monotonic one, stores by theirs");

    @ArchTest
    static final ArchRule lettuceStaysInRateLimit = onlyIn("ratelimit", "io.lettuce..");

    @ArchTest
    static final ArchRule bucket4jStaysInRateLimit = onlyIn("ratelimit", "io.github.bucket4j..");

    @ArchTest
    static final ArchRule caffeineStaysInRateLimit = onlyIn("ratelimit", "com.github.benmanes.caffeine..");

    @ArchTest
    static final ArchRule resilience4jStaysInRateLimit = onlyIn("ratelimit", "io.github.resilience4j..");

    @ArchTest
    static final ArchRule flywayStaysInMigration = onlyIn("migration", "org.flywaydb..");

    @ArchTest
    static final ArchRule postgresStaysInBackup = noClasses()
            .that()
            .resideOutsideOfPackages("dev.readiness.backup..", "dev.readiness")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.postgresql..")
            .because("only backups need the driver itself, and the command that opens a database for them");

    @ArchTest
    static final ArchRule jakartaValidationStaysInValidation = onlyIn("validation", "jakarta.validation..");

    @ArchTest
    static final ArchRule tinkStaysWhereSomethingIsEncrypted = noClasses()
            .that()
            .resideOutsideOfPackages("dev.readiness.encryption..", "dev.readiness.secrets..", "dev.readiness.backup..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.crypto.tink..")
            .because(
                    "fields of stored data, files with secrets and backups are encrypted, and none may know the other");

    @ArchTest
    static final ArchRule persistenceStaysInEncryption = onlyIn("encryption", "jakarta.persistence..");

    @ArchTest
    static final ArchRule servletsStayInWeb = onlyIn("web", "jakarta.servlet..");

    @ArchTest
    static final ArchRule inMemoryStoresAreHidden = classes()
            .that()
            .haveSimpleNameStartingWith("InMemory")
            .should()
            .notBePublic()
            .allowEmptyShould(true)
            .because("a static factory on the interface gives them out");

    @ArchTest
    static final ArchRule namesSaySomething = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils)")
            .because("a class is named after what it does");

    private static ArchRule onlyIn(String feature, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage("dev.readiness." + feature + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("each third-party library belongs to one feature");
    }
}
