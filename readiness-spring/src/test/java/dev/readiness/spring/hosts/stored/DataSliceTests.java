package dev.readiness.spring.hosts.stored;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;

/** A slice of the data layer, as a host's tests make it, has nothing of ours in it, whatever the host has configured. */
@DataJpaTest(
        properties = {
            "spring.flyway.enabled=false",
            "readiness.audit.store=jdbc",
            "readiness.health.monitor=true",
            "readiness.migration.run.enabled=true"
        })
@ContextConfiguration(classes = DataSliceTests.Host.class)
class DataSliceTests {

    @Autowired
    private Appointments appointments;

    @Autowired
    private JdbcTemplate database;

    @Autowired
    private ApplicationContext context;

    @Test
    void aSliceOfTheDataLayerIsTheHostsAlone() {
        appointments.saveAndFlush(new Appointment("checkup"));

        assertThat(appointments.findAll()).extracting(Appointment::reason).containsExactly("checkup");
        assertThat(database.queryForList(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'", String.class))
                // Hibernate has a table of its own for what it changes in bulk.
                .containsExactlyInAnyOrder("APPOINTMENT", "HTE_APPOINTMENT");
        assertThat(context.getBeanDefinitionNames())
                .filteredOn(name -> !name.contains("dataSliceTests"))
                .noneMatch(name -> name.startsWith("dev.readiness.") || name.startsWith("readiness"));
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Host {}
}
