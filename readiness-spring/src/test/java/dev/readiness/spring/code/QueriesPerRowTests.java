package dev.readiness.spring.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Result;
import dev.readiness.spring.RunningApplication;
import dev.readiness.spring.assessment.HardeningReport;
import dev.readiness.spring.code.orders.OrdersApplication;
import dev.readiness.spring.code.orders.OrdersApplication.Buyer;
import dev.readiness.spring.code.orders.OrdersApplication.Note;
import dev.readiness.spring.code.orders.OrdersApplication.NoteRepository;
import dev.readiness.spring.code.orders.OrdersApplication.Order;
import dev.readiness.spring.code.orders.OrdersApplication.OrderRepository;
import dev.readiness.spring.code.orders.OrdersApplication.Tag;
import dev.readiness.spring.code.orders.OrdersApplication.TagRepository;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** What the rule says of each endpoint is compared with the statements that Hibernate counts. */
class QueriesPerRowTests {

    private static final int ROWS = 5;

    @Test
    void accusesExactlyWhatHibernateReadsRowByRow() {
        try (RunningApplication application = start("spring.jpa.properties.hibernate.jdbc.fetch_size=10")) {
            assertThat(failures(application)).containsExactlyInAnyOrder("GET /all", "GET /of-many", "GET /searched");

            assertThat(statements(application.context()))
                    .isEqualTo(new TreeMap<>(Map.of(
                            "all", 1 + ROWS,
                            "searched", 1 + ROWS,
                            "of", 2,
                            "of-one", 2,
                            "of-many", 1 + ROWS - 1,
                            "graph", 1,
                            "joined", 1,
                            "ids", 1,
                            "notes", 1,
                            "tags", 2)));
        }
    }

    @Test
    void whatIsReadInBatchesIsNotAccused() {
        try (RunningApplication application = start("spring.jpa.properties.hibernate.default_batch_fetch_size=50")) {
            assertThat(failures(application)).isEmpty();

            assertThat(statements(application.context())).containsEntry("all", 2);
        }
    }

    private static RunningApplication start(String setting) {
        return RunningApplication.start(
                OrdersApplication.class,
                "spring.autoconfigure.exclude=",
                "spring.datasource.url=jdbc:h2:mem:orders",
                "spring.flyway.enabled=false",
                "spring.jpa.properties.hibernate.generate_statistics=true",
                setting);
    }

    private static List<String> failures(RunningApplication application) {
        return application.context().getBean(HardeningReport.class).assessment().findings().stream()
                .filter(finding -> finding.ruleId().equals("scaling.queries-per-row"))
                .filter(finding -> finding.result() == Result.FAIL)
                .map(Finding::where)
                .toList();
    }

    private static Map<String, Integer> statements(ApplicationContext context) {
        OrderRepository orders = context.getBean(OrderRepository.class);
        NoteRepository notes = context.getBean(NoteRepository.class);
        TagRepository tags = context.getBean(TagRepository.class);
        for (int i = 0; i < ROWS; i++) {
            orders.save(new Order(new Buyer(i == 0 ? "a" : "b")));
            notes.save(new Note(new Buyer("c")));
            tags.save(new Tag(Set.of("word" + i)));
        }
        Statistics statistics = context.getBean(EntityManagerFactory.class)
                .unwrap(SessionFactory.class)
                .getStatistics();
        Map<String, Integer> counted = new TreeMap<>();
        Map<String, Runnable> ways = Map.of(
                "all", orders::findAll,
                "searched", orders::searched,
                "of", () -> orders.findByBuyerName("a"),
                "of-one", () -> orders.ofOne("a"),
                "of-many", orders::ofMany,
                "graph", () -> orders.findByIdGreaterThan(0),
                "joined", orders::joined,
                "ids", orders::ids,
                "notes", notes::findAll,
                "tags", tags::findAll);
        ways.forEach((name, way) -> {
            statistics.clear();
            way.run();
            counted.put(name, (int) statistics.getPrepareStatementCount());
        });
        return counted;
    }
}
