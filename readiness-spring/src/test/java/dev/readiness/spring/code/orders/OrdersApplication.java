package dev.readiness.spring.code.orders;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.BatchSize;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists orders and what belongs to them, in as many ways as there are. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableJpaRepositories(considerNestedRepositories = true)
@Import(OrdersApplication.Pages.class)
public class OrdersApplication {

    /** Someone who orders. */
    @Entity(name = "OrdersBuyer")
    public static class Buyer {

        @Id
        @GeneratedValue
        private Long id;

        private String name = "";

        protected Buyer() {}

        public Buyer(String name) {
            this.name = name;
        }
    }

    /** What is ordered. */
    @Entity(name = "OrdersOrder")
    public static class Order {

        @Id
        @GeneratedValue
        private Long id;

        @ManyToOne(cascade = CascadeType.PERSIST)
        private Buyer buyer;

        protected Order() {}

        public Order(Buyer buyer) {
            this.buyer = buyer;
        }
    }

    /** Belongs to a buyer that is read when somebody asks for it. */
    @Entity(name = "OrdersNote")
    public static class Note {

        @Id
        @GeneratedValue
        private Long id;

        @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.PERSIST)
        private Buyer buyer;

        protected Note() {}

        public Note(Buyer buyer) {
            this.buyer = buyer;
        }
    }

    /** Has words that are read at once, in batches. */
    @Entity(name = "OrdersTag")
    public static class Tag {

        @Id
        @GeneratedValue
        private Long id;

        @BatchSize(size = 100)
        @ElementCollection(fetch = FetchType.EAGER)
        private Set<String> words = Set.of();

        protected Tag() {}

        public Tag(Set<String> words) {
            this.words = words;
        }
    }

    /** How orders are read. */
    public interface OrderRepository extends JpaRepository<Order, Long> {

        @Query("select o from OrdersOrder o where o.id > 0")
        List<Order> searched();

        List<Order> findByBuyerName(String name);

        @Query("select o from OrdersOrder o where o.buyer.name = :name order by o.id")
        List<Order> ofOne(String name);

        @Query("select o from OrdersOrder o where lower(o.buyer.name) like '%b%'")
        List<Order> ofMany();

        @EntityGraph(attributePaths = "buyer")
        List<Order> findByIdGreaterThan(long id);

        @Query("select o from OrdersOrder o join fetch o.buyer")
        List<Order> joined();

        @Query("select o.id from OrdersOrder o")
        List<Long> ids();
    }

    /** How notes are read. */
    public interface NoteRepository extends JpaRepository<Note, Long> {}

    /** How tags are read. */
    public interface TagRepository extends JpaRepository<Tag, Long> {}

    @RestController
    static class Pages {

        private final OrderRepository orders;

        private final NoteRepository notes;

        private final TagRepository tags;

        Pages(OrderRepository orders, NoteRepository notes, TagRepository tags) {
            this.orders = orders;
            this.notes = notes;
            this.tags = tags;
        }

        @GetMapping("/all")
        int all() {
            return orders.findAll().size();
        }

        @GetMapping("/searched")
        int searched() {
            return orders.searched().size();
        }

        @GetMapping("/of")
        int of() {
            return orders.findByBuyerName("a").size();
        }

        @GetMapping("/of-one")
        int ofOne() {
            return orders.ofOne("a").size();
        }

        @GetMapping("/of-many")
        int ofMany() {
            return orders.ofMany().size();
        }

        @GetMapping("/graph")
        int graph() {
            return orders.findByIdGreaterThan(0).size();
        }

        @GetMapping("/joined")
        int joined() {
            return orders.joined().size();
        }

        @GetMapping("/ids")
        int ids() {
            return orders.ids().size();
        }

        @GetMapping("/one")
        boolean one() {
            return orders.findById(1L).isPresent();
        }

        @GetMapping("/notes")
        int notes() {
            return notes.findAll().size();
        }

        @GetMapping("/tags")
        int tags() {
            return tags.findAll().size();
        }
    }
}
