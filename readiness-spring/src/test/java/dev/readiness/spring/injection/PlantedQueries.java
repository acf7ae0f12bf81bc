package dev.readiness.spring.injection;

import jakarta.persistence.EntityManager;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Handlers whose code is read and never run. */
final class PlantedQueries {

    private PlantedQueries() {}

    enum Order {
        NAME,
        AGE
    }

    record Search(String name, int age) {}

    interface Pets {

        Object byName(String name);

        Object sorted(String column);
    }

    @Component
    static class StoredPets implements Pets {

        private static final Set<String> COLUMNS = Set.of("name", "age");

        private final JdbcTemplate jdbc = new JdbcTemplate();

        @Override
        public Object byName(String name) {
            String sql = "select * from pet where name = '" + name.trim() + "'";
            return jdbc.queryForList(sql);
        }

        @Override
        public Object sorted(String column) {
            if (!COLUMNS.contains(column)) {
                throw new IllegalArgumentException("No such column");
            }
            return jdbc.queryForList("select * from pet order by " + column);
        }
    }

    @RestController
    static class Handlers {

        private final JdbcTemplate jdbc = new JdbcTemplate();

        private final Pets pets;

        private EntityManager entities;

        private String schema = "clinic";

        Handlers(Pets pets) {
            this.pets = pets;
        }

        @GetMapping("/bad/query")
        Object joined(@RequestParam String name) {
            return jdbc.queryForList("select * from pet where name = '" + name + "'");
        }

        @GetMapping("/bad/query/service")
        Object byService(@RequestParam(required = false) String name) {
            return name == null ? List.of() : pets.byName(name);
        }

        @GetMapping("/bad/query/jpql")
        Object jpql(@RequestParam String name) {
            return entities.createQuery("from Pet p where p.name like '%" + name + "%'")
                    .getResultList();
        }

        @GetMapping("/bad/query/builder")
        Object built(@RequestParam String name) {
            StringBuilder sql = new StringBuilder("select * from pet");
            if (!name.isEmpty()) {
                sql.append(" where name = '").append(name).append("'");
            }
            return jdbc.queryForList(sql.toString());
        }

        @PostMapping("/bad/query/body")
        Object body(@RequestBody Search search) {
            return pets.byName(search.name());
        }

        @GetMapping("/bad/query/lambda")
        Object lambda(@RequestParam String name) {
            Supplier<Object> query = () -> jdbc.queryForList("select * from pet where name = '" + name + "'");
            return query.get();
        }

        @GetMapping("/bad/query/servlet")
        Object servlet(HttpServletRequest request) {
            return jdbc.queryForList("select * from pet where name = '" + request.getParameter("name") + "'");
        }

        @GetMapping("/good/query/parameter")
        Object parameter(@RequestParam String name) {
            return jdbc.queryForList("select * from pet where name = ?", name);
        }

        @GetMapping("/good/query/listed")
        Object listed(@RequestParam String sort) {
            return pets.sorted(sort);
        }

        @GetMapping("/good/query/number/{id}")
        Object number(@PathVariable long id, @RequestParam String limit, @RequestParam UUID key) {
            return jdbc.queryForList(
                    "select * from pet where id = " + id + " and key = '" + key + "' limit " + Integer.parseInt(limit));
        }

        @GetMapping("/good/query/enum")
        Object byEnum(@RequestParam Order order) {
            return jdbc.queryForList("select * from pet order by " + order);
        }

        @GetMapping("/good/query/mapped")
        Object mapped(@RequestParam String sort) {
            String column = Map.of("n", "name").getOrDefault(sort, "id");
            return jdbc.queryForList("select * from " + schema + ".pet order by " + column);
        }

        @GetMapping("/good/query/pattern")
        Object constrained(@RequestParam @Pattern(regexp = "[a-z]+") String sort) {
            return jdbc.queryForList("select * from pet order by " + sort);
        }

        @GetMapping("/good/query/switch")
        Object switched(@RequestParam String sort) {
            String column = switch (sort) {
                case "age" -> "age";
                default -> "name";
            };
            return jdbc.queryForList("select * from pet order by " + column);
        }

        @PostMapping("/good/query/body")
        Object goodBody(@RequestBody Search search) {
            return jdbc.queryForList("select * from pet where age = " + search.age());
        }

        @GetMapping("/bad/command/shell")
        Object shell(@RequestParam String host) throws IOException {
            return new ProcessBuilder("sh", "-c", "ping -c 1 " + host).start().pid();
        }

        @GetMapping("/bad/command/expression")
        Object expression(@RequestParam String rule) {
            return String.valueOf(
                    new SpelExpressionParser().parseExpression(rule).getValue());
        }

        @GetMapping("/good/command/arguments")
        Object arguments(@RequestParam String host) throws IOException {
            return new ProcessBuilder("ping", "-c", "1", host).start().pid();
        }
    }
}
