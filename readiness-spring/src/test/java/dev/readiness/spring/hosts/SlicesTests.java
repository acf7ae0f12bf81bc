package dev.readiness.spring.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A slice of a host, as its tests make them, has nothing of ours in it, whatever the host has configured. */
@WebMvcTest(
        controllers = HostApplication.Visits.class,
        properties = {
            "readiness.rate-limit.rules.visits.routes=POST /visits",
            "readiness.rate-limit.rules.visits.limits=1/1h",
            "readiness.audit.store=jdbc",
            "readiness.observability.correlation=true"
        })
@ContextConfiguration(classes = AssessedHost.class)
@AutoConfigureMockMvc(addFilters = false)
class SlicesTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private ApplicationContext context;

    @Test
    void aSliceOfTheWebLayerIsTheHostsAlone() {
        for (int i = 0; i < 3; i++) {
            assertThat(mvc.post()
                            .uri("/visits")
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"reason\": \"checkup\"}"))
                    .hasStatusOk();
        }
        assertThat(context.getBeanDefinitionNames())
                .filteredOn(name -> !name.startsWith("dev.readiness.spring.hosts."))
                .noneMatch(name -> name.startsWith("dev.readiness.") || name.startsWith("readiness"));
    }
}
