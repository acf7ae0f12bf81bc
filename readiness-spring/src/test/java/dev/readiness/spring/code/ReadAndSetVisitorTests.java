package dev.readiness.spring.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.asm.ClassReader;

/** Reads the byte code of the small classes below, as that of an application is read. */
class ReadAndSetVisitorTests {

    private static final String ROW = Row.class.getName();

    @Test
    void findsARowThatIsReadAndSet() throws IOException {
        assertThat(read(Changes.class)).containsOnlyKeys(ROW);
    }

    @Test
    void leavesOutRowsThatAreNewOrOnlyRead() throws IOException {
        assertThat(read(NoChanges.class)).isEmpty();
    }

    private static Map<String, String> read(Class<?> type) throws IOException {
        Map<String, String> found = new HashMap<>();
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file))) {
            new ClassReader(in).accept(new ReadAndSetVisitor(found), ClassReader.SKIP_FRAMES);
        }
        return found;
    }

    interface Rows {

        Optional<Row> findById(long id);

        void save(Row row);
    }

    static class Row {

        private String name = "";

        void setName(String name) {
            this.name = name;
        }

        String getName() {
            return name;
        }
    }

    static class Changes {

        void rename(Rows rows, String name) {
            Row row = rows.findById(1).orElseThrow();
            row.setName(name);
            rows.save(row);
        }
    }

    static class NoChanges {

        void add(Rows rows, String name) {
            Row row = new Row();
            row.setName(name);
            rows.save(row);
        }

        String read(Rows rows) {
            return rows.findById(1).orElseThrow().getName();
        }
    }
}
