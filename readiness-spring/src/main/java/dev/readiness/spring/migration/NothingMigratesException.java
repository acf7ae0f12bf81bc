package dev.readiness.spring.migration;

/** The way in which migrations run is configured, but nothing runs any. */
final class NothingMigratesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NothingMigratesException() {
        super("""
                readiness.migration.run.enabled=true says how Flyway is to run, but Spring Boot runs no Flyway. Add

                <dependency>
                  <groupId>org.springframework.boot</groupId>
                  <artifactId>spring-boot-starter-flyway</artifactId>
                </dependency>

                (with Spring Boot 3.5, org.flywaydb:flyway-core), or remove the setting.""");
    }
}
