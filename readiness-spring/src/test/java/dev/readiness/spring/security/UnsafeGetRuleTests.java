package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.repository.CrudRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

class UnsafeGetRuleTests {

    private static final String ID = "browser.get-changes-data";

    @Test
    void readingThatChangesDataFailsHoweverTheStoreIsReached() {
        try (TrialApplication application = TrialApplication.start(Careless.class)) {
            assertThat(application.results(ID))
                    .containsExactlyInAnyOrder(
                            "FAIL GET /visits/delete/{id}", "FAIL GET /visits/{id}/cancel", "FAIL GET /rooms/add");
            assertThat(application.findings(ID))
                    .extracting(finding -> finding.problem())
                    .anySatisfy(problem -> assertThat(problem).contains("JdbcTemplate.update"));
        }
    }

    @Test
    void readingThatOnlyReadsOrNotesTheVisitPasses() {
        try (TrialApplication application = TrialApplication.start(Careful.class)) {
            assertThat(application.results(ID)).containsExactly("PASS application");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({CarelessController.class, StoredVisits.class})
    static class Careless {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({CarefulController.class, StoredVisits.class})
    static class Careful {}

    interface Visits {

        void forget(int id);

        void note(int id);
    }

    @Component
    static class StoredVisits implements Visits {

        private final JdbcTemplate jdbc = new JdbcTemplate(); // never called: only its byte code is read

        @Override
        public void forget(int id) {
            jdbc.update("delete from visit where id = ?", id);
        }

        @Override
        public void note(int id) {
            Optional.of(id).ifPresent(seen -> jdbc.update("update visit set seen = now() where id = ?", seen));
        }
    }

    interface Rooms extends CrudRepository<Object, Integer> {}

    @RestController
    static class CarelessController {

        private final Visits visits;

        CarelessController(Visits visits) {
            this.visits = visits;
        }

        @GetMapping("/visits/delete/{id}")
        String delete(@PathVariable int id) {
            visits.forget(id);
            return "gone";
        }

        @GetMapping("/visits/{id}/cancel")
        String byLambda(@PathVariable int id) {
            Runnable change = () -> visits.note(id);
            change.run();
            return "cancelled";
        }

        @GetMapping("/rooms/add")
        String add() {
            Rooms rooms = null;
            return rooms == null ? "none" : rooms.save("room").toString();
        }

        @PostMapping("/visits/{id}/delete")
        String byPost(@PathVariable int id) {
            visits.forget(id);
            return "gone";
        }
    }

    @RestController
    static class CarefulController {

        private final Visits visits;

        CarefulController(Visits visits) {
            this.visits = visits;
        }

        @GetMapping("/visits/{id}")
        String show(@PathVariable int id) {
            visits.note(id);
            return "shown";
        }

        @GetMapping("/visits/add")
        String form() {
            return "form";
        }
    }
}
