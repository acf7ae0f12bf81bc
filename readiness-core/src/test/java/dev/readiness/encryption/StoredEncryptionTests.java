package dev.readiness.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.readiness.encryption.EncryptionException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What really lies in the files of a database, and how it moves to a new key. */
class StoredEncryptionTests {

    private static final FieldContext PHONE = FieldContext.of("patient", "phone");

    private static final int ROWS = 250;

    @TempDir
    private Path directory;

    private final JdbcDataSource dataSource = new JdbcDataSource();

    private final EncryptionKeys keys = EncryptionKeys.generate();

    private final FieldCipher cipher = FieldCipher.of(keys);

    private final FieldCipher rotated = FieldCipher.of(keys.rotate());

    private final BlindIndex index =
            BlindIndex.of(BlindIndex.generateKey(), PHONE).over(BlindIndex::digits);

    @BeforeEach
    void createTables() throws Exception {
        dataSource.setURL("jdbc:h2:" + directory.resolve("clinic"));
        String subjectKeys;
        try (var script = SubjectKeyStore.class.getResourceAsStream("subject-key-table.sql")) {
            subjectKeys = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
        execute(
                "CREATE TABLE patient (id BIGINT PRIMARY KEY, phone VARCHAR(200), phone_index VARCHAR(20))",
                subjectKeys);
    }

    @AfterEach
    void shutDown() throws SQLException {
        execute("SHUTDOWN");
    }

    @Test
    void noPlainTextIsInTheFilesOfTheDatabase() throws Exception {
        insert(cipher, true);
        execute("CHECKPOINT SYNC");

        assertThat(filesHold("phone_index")).as("the dump is searched at all").isTrue();
        assertThat(filesHold("+43 660 ")).isFalse();
        assertThat(filesHold("+43660")).as("normalised, as the index sees it").isFalse();
    }

    @Test
    void theSameSearchFindsPlainText() throws Exception {
        insertPlainText();
        execute("CHECKPOINT SYNC");

        assertThat(filesHold("+43 660 ")).isTrue();
    }

    @Test
    void anEncryptedValueIsFoundByItsIndex() throws Exception {
        insert(cipher, false);
        List<String> found = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT phone FROM patient WHERE phone_index = ?")) {
            select.setString(1, index.candidates("+43-660-7").get(0));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(cipher.decrypt(rows.getString(1), PHONE));
                }
            }
        }

        assertThat(found).contains("+43 660 7");
    }

    @Test
    void aTableMovesToANewKeyAndTellsHowFarItIs() throws Exception {
        insert(cipher, false);
        List<Integer> percents = new ArrayList<>();

        ReencryptionProgress end = Reencryption.of(rotated, PHONE, "id")
                .batches(100, 1)
                .run(dataSource, progress -> percents.add(progress.percent()));

        assertThat(percents).containsExactly(40, 80, 100);
        assertThat(end)
                .extracting(
                        ReencryptionProgress::rows,
                        ReencryptionProgress::changed,
                        ReencryptionProgress::unreadable,
                        ReencryptionProgress::complete)
                .containsExactly((long) ROWS, (long) ROWS, 0L, true);
        assertThat(stored())
                .allSatisfy(value ->
                        assertThat(rotated.needsReencryption(value, PHONE)).isFalse())
                .anySatisfy(value -> assertThat(rotated.decrypt(value, PHONE)).isEqualTo("+43 660 7"));
        assertThat(Reencryption.of(rotated, PHONE, "id")
                        .run(dataSource, progress -> {})
                        .changed())
                .isZero();
    }

    @Test
    void valuesThatAreBoundToTheirRowsStayThere() throws Exception {
        insert(cipher, true);

        Reencryption.of(rotated, PHONE, "id").boundToRows().batches(100, 1).run(dataSource, progress -> {});

        EncryptedColumn column = new EncryptedColumn(rotated, PHONE);
        try (Connection connection = dataSource.getConnection();
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("SELECT id, phone FROM patient WHERE id = 7")) {
            assertThat(rows.next()).isTrue();
            assertThat(column.get(rows, "phone", rows.getLong("id"))).isEqualTo("+43 660 7");
            assertThatExceptionOfType(EncryptionException.class)
                    .isThrownBy(() -> column.get(rows, "phone", 8))
                    .satisfies(ex -> assertThat(ex.reason()).isEqualTo(Reason.NOT_AUTHENTIC));
        }
    }

    @Test
    void plainTextIsEncryptedOnlyWhereThatIsAskedFor() throws Exception {
        insertPlainText();

        ReencryptionProgress refused = Reencryption.of(cipher, PHONE, "id").run(dataSource, progress -> {});
        ReencryptionProgress done = Reencryption.of(cipher, PHONE, "id")
                .encryptingPlainText()
                .indexing("phone_index", index)
                .batches(100, 1)
                .run(dataSource, progress -> {});

        assertThat(refused.changed()).isZero();
        assertThat(refused.unreadable()).isEqualTo(ROWS);
        assertThat(refused.firstUnreadable()).hasSize(100).contains(7L);
        assertThat(done.changed()).isEqualTo(ROWS);
        assertThat(stored()).allMatch(FieldCipher::isEncrypted);
        assertThat(single("SELECT COUNT(*) FROM patient WHERE phone_index IS NULL"))
                .isEqualTo("0");
    }

    @Test
    void whatIsEncryptedAlreadyIsIndexedOnce() throws Exception {
        insert(cipher, false);
        execute("UPDATE patient SET phone_index = NULL WHERE id <= 50");
        List<String> before = stored();
        Reencryption indexing = Reencryption.of(cipher, PHONE, "id")
                .indexing("phone_index", index)
                .batches(100, 1);

        ReencryptionProgress first = indexing.run(dataSource, progress -> {});
        ReencryptionProgress second = indexing.run(dataSource, progress -> {});

        assertThat(first.changed()).isEqualTo(50);
        assertThat(second.changed()).isZero();
        assertThat(stored()).isEqualTo(before);
        assertThat(single("SELECT phone_index FROM patient WHERE id = 42")).isEqualTo(index.of("+43 660 42"));
    }

    /** The index is asked after a row was read and before it is written, which is when somebody else writes here. */
    @Test
    void whatSomebodyElseWroteMeanwhileStays() throws Exception {
        insert(cipher, false);
        String newest = rotated.encrypt("+1 555", PHONE);
        BlindIndex overtaking = index.over(value -> {
            if (value.equals("+43 660 42")) {
                executeUnchecked("UPDATE patient SET phone = '" + newest + "' WHERE id = 42");
            }
            return value;
        });

        ReencryptionProgress end = Reencryption.of(rotated, PHONE, "id")
                .indexing("phone_index", overtaking)
                .batches(100, 1)
                .run(dataSource, progress -> {});

        assertThat(end.overtaken()).isEqualTo(1);
        assertThat(end.changed()).isEqualTo(ROWS - 1);
        assertThat(single("SELECT phone FROM patient WHERE id = 42")).isEqualTo(newest);
    }

    @Test
    void anInterruptedWorkGoesOnWhereItEnded() throws Exception {
        insert(cipher, false);

        ReencryptionProgress half = Reencryption.of(rotated, PHONE, "id")
                .batches(100, 1)
                .run(dataSource, progress -> Thread.currentThread().interrupt());
        assertThat(Thread.interrupted()).isTrue();
        ReencryptionProgress rest = Reencryption.of(rotated, PHONE, "id")
                .after(half.lastId())
                .batches(100, 1)
                .run(dataSource, progress -> {});

        assertThat(half.complete()).isFalse();
        assertThat(half.changed()).isEqualTo(100);
        assertThat(rest.changed()).isEqualTo(ROWS - 100);
    }

    @Test
    void aLostKeyLeavesTheTableAsItIs() throws Exception {
        insert(cipher, false);
        List<String> before = stored();

        ReencryptionProgress end = Reencryption.of(FieldCipher.of(EncryptionKeys.generate()), PHONE, "id")
                .run(dataSource, progress -> {});

        assertThat(end.changed()).isZero();
        assertThat(end.unreadable()).isEqualTo(ROWS);
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reencryption.of(cipher, PHONE, "id; DROP TABLE patient"))
                .withMessageContaining("DROP TABLE");
    }

    @Test
    void theValuesOfAnErasedSubjectAreUnreadable() {
        SubjectCipher subjects = new SubjectCipher(cipher, SubjectKeyStore.jdbc(dataSource));
        String ada = subjects.encrypt("ada", "+43 660 1", PHONE);
        String bob = subjects.encrypt("bob", "+43 660 2", PHONE);
        assertThat(subjects.decrypt("ada", ada, PHONE)).isEqualTo("+43 660 1");
        assertReason(Reason.UNKNOWN_KEY, () -> subjects.decrypt("bob", ada, PHONE));
        assertReason(Reason.UNKNOWN_KEY, () -> subjects.decrypt("nobody", ada, PHONE));

        assertThat(subjects.erase("ada")).isTrue();

        assertReason(Reason.ERASED, () -> subjects.decrypt("ada", ada, PHONE));
        assertReason(Reason.ERASED, () -> subjects.encrypt("ada", "+43 660 3", PHONE));
        assertThat(subjects.decrypt("bob", bob, PHONE)).isEqualTo("+43 660 2");
        assertThat(subjects.erase("ada")).isFalse();
    }

    @Test
    void aSubjectThatIsErasedBeforeItsFirstValueGetsNoKey() {
        SubjectCipher subjects = new SubjectCipher(cipher, SubjectKeyStore.jdbc(dataSource));

        assertThat(subjects.erase("ada")).isFalse();

        assertReason(Reason.ERASED, () -> subjects.encrypt("ada", "+43 660 3", PHONE));
    }

    @Test
    void aKeyThatIsMovedToAnotherSubjectIsRefused() throws Exception {
        SubjectCipher subjects = new SubjectCipher(cipher, SubjectKeyStore.jdbc(dataSource));
        String ada = subjects.encrypt("ada", "+43 660 1", PHONE);
        execute("UPDATE readiness_subject_key SET subject = 'eve' WHERE subject = 'ada'");

        assertReason(Reason.NOT_AUTHENTIC, () -> subjects.decrypt("eve", ada, PHONE));
    }

    private static void assertReason(Reason reason, Runnable action) {
        assertThatExceptionOfType(EncryptionException.class)
                .isThrownBy(action::run)
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(reason));
    }

    private void insert(FieldCipher with, boolean boundToRows) throws SQLException {
        EncryptedColumn column = new EncryptedColumn(with, PHONE);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO patient VALUES (?, ?, ?)")) {
            for (long id = 1; id <= ROWS; id++) {
                String phone = "+43 660 " + id;
                insert.setLong(1, id);
                if (boundToRows) {
                    column.set(insert, 2, phone, id);
                } else {
                    insert.setString(2, with.encrypt(phone, PHONE));
                }
                insert.setString(3, index.of(phone));
                insert.executeUpdate();
            }
        }
    }

    private void insertPlainText() throws SQLException {
        execute("INSERT INTO patient (id, phone) SELECT x, '+43 660 ' || x FROM SYSTEM_RANGE(1, " + ROWS + ")");
    }

    private List<String> stored() throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("SELECT phone FROM patient ORDER BY id")) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private String single(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Both as the database writes text (one byte a character) and as Java keeps it (two). */
    private boolean filesHold(String text) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                if (new String(bytes, StandardCharsets.ISO_8859_1)
                                .toLowerCase(java.util.Locale.ROOT)
                                .contains(text)
                        || new String(bytes, StandardCharsets.UTF_16BE).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void executeUnchecked(String sql) {
        try {
            execute(sql);
        } catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
