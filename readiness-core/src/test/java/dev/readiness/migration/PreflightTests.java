package dev.readiness.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.readiness.migration.PreflightResult.Verdict;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreflightTests extends ScriptsOnPostgres {

    private static final PreflightSettings MOVE = new PreflightSettings(PreflightPolicy.QUARANTINE, 100, 2);

    @BeforeEach
    void someRows() throws Exception {
        write("V1__clinic.sql", """
                CREATE TABLE person (id bigint PRIMARY KEY, email text, age text, height bigint, price numeric(12, 4));
                CREATE TABLE visit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, person_id bigint REFERENCES person, room text);
                CREATE TABLE note (id bigint PRIMARY KEY, visit_id bigint REFERENCES visit, body json);
                CREATE TABLE login (email text PRIMARY KEY, person_id bigint);
                INSERT INTO person VALUES (1, 'ann@example.org', '41', 170, 9.5), (2, NULL, 'old', 3000000000, 123456.5),
                    (3, 'ann@example.org', '7', 180, 1);
                INSERT INTO visit (person_id, room) VALUES (1, 'A'), (2, 'Bcdef'), (2, NULL);
                INSERT INTO note VALUES (1, 1, '{"b": 1,  "a": 1e400}'), (2, 2, '{"b": 2,  "a": 0.10}');
                INSERT INTO login VALUES ('ann@example.org', 1), ('bob@example.org', 9);
                """);
        SafeMigrator.of(flyway()).migrate();
    }

    @Test
    void countsTheRowsThatEachConstraintDoesNotTake() throws Exception {
        List<String> cases = """
                ALTER TABLE person ALTER COLUMN email SET NOT NULL | person.email 1
                ALTER TABLE person ALTER COLUMN id SET NOT NULL | person.id 0
                ALTER TABLE person ADD CONSTRAINT grown CHECK (height < 1000) | person.grown 1
                ALTER TABLE person ADD CONSTRAINT named UNIQUE (email) | person.email 1
                CREATE UNIQUE INDEX i ON person (email) WHERE id < 3 | person.email 0
                CREATE UNIQUE INDEX CONCURRENTLY j ON person (email) | person.email 1
                ALTER TABLE login ADD FOREIGN KEY (person_id) REFERENCES person | login.person_id 1
                ALTER TABLE login ADD CONSTRAINT f FOREIGN KEY (person_id) REFERENCES person (id) | login.person_id 1
                ALTER TABLE visit ALTER COLUMN room TYPE varchar(3) | visit.room 1
                ALTER TABLE visit ALTER COLUMN room TYPE varchar(5) | visit.room 0
                ALTER TABLE person ALTER COLUMN height TYPE int | person.height 1
                ALTER TABLE person ALTER COLUMN price TYPE numeric(6, 2) | person.price 1
                ALTER TABLE person ADD COLUMN city text NOT NULL | person.city 3
                ALTER TABLE person ADD CONSTRAINT c CHECK (email <> '') NOT VALID | -
                ALTER TABLE person VALIDATE CONSTRAINT c | person.c 0
                ALTER TABLE login ADD PRIMARY KEY (person_id) | login.person_id 0
                """.lines().toList();
        Map<String, String> expected = new TreeMap<>();
        for (int i = 0; i < cases.size(); i++) {
            String[] parts = cases.get(i).split(" \\| ");
            String script = "V" + (i + 2) + "__next.sql";
            write(script, parts[0]);
            if (!parts[1].equals("-")) {
                expected.put(script, parts[1]);
            }
        }

        Map<String, String> counted = new TreeMap<>();
        for (PreflightResult result : look()) {
            assertThat(result.verdict()).isEqualTo(result.offenders() > 0 ? Verdict.OFFENDERS : Verdict.FITS);
            counted.put(result.migration(), result.check() + " " + result.offenders());
        }

        assertThat(counted).isEqualTo(expected);
        assertThat(column("SELECT count(*) FROM pg_class WHERE relname = 'readiness_quarantine'"))
                .isEqualTo("0");
    }

    @Test
    void whatTheScriptsMayMendOrNobodyCanTryStaysUndecided() throws Exception {
        write(
                "V2__mend.sql",
                "UPDATE person SET email = 'x' WHERE email IS NULL; ALTER TABLE person ALTER email SET NOT NULL");
        write("V3__cast.sql", "ALTER TABLE visit ALTER COLUMN room TYPE int USING length(room)");
        write("V4__new.sql", "CREATE TABLE fresh (id bigint); ALTER TABLE fresh ALTER COLUMN id SET NOT NULL");

        assertThat(look())
                .extracting(PreflightResult::toString)
                .containsExactly(
                        "person.email (V2__mend.sql): cannot be said beforehand: an earlier pending statement changes rows of person",
                        "visit.room (V3__cast.sql): cannot be said beforehand: USING length(room) is tried only when it runs");
    }

    @Test
    void rowsThatDoNotFitStopEverythingAndAreNamedByKeysAlone() throws Exception {
        write("V2__email.sql", "ALTER TABLE person ALTER COLUMN email SET NOT NULL");
        write("V3__login.sql", "ALTER TABLE login ADD FOREIGN KEY (person_id) REFERENCES person");

        assertThatExceptionOfType(SafeMigrationException.class)
                .isThrownBy(() -> SafeMigrator.of(flyway())
                        .with(PreflightSettings.defaults())
                        .migrate())
                .withMessageContaining(
                        "person.email (V2__email.sql): 1 rows of person have no email, for example id=2 [FAIL]")
                .withMessageContaining("login.person_id (V3__login.sql): 1 rows of login refer to nothing in person")
                .withMessageNotContaining("bob@");
        assertThat(Migrations.of(flyway()).state().currentVersion()).hasValue("1");
    }

    @Test
    void rowsMoveWithWhatRefersToThemAndComeBackWhenTheyAreMended() throws Exception {
        String all = "SELECT string_agg(t, E'\\n' ORDER BY t) FROM (SELECT p::text FROM person p UNION ALL"
                + " SELECT v::text FROM visit v UNION ALL SELECT n::text FROM note n) x (t)";
        String before = column(all);
        write("V2__email.sql", "ALTER TABLE person ALTER COLUMN email SET NOT NULL");

        MigrationOutcome outcome = SafeMigrator.of(flyway()).with(MOVE).migrate();

        assertThat(outcome.warnings())
                .containsExactly("1 rows of person that have no email, and 3 that refer to them, were"
                        + " moved to readiness_quarantine for V2__email.sql");
        assertThat(column("SELECT string_agg(id::text, ',') FROM person")).isEqualTo("1,3");
        assertThat(column("SELECT count(*) FROM note")).isEqualTo("1");
        Quarantine quarantine = Quarantine.of(database);
        assertThat(quarantine.waiting()).isEqualTo(4);
        assertThat(quarantine.replay()).as("nothing is mended yet").isZero();

        execute(database, "ALTER TABLE person ADD COLUMN city text NOT NULL DEFAULT 'Bern'");
        execute(
                database,
                "UPDATE readiness_quarantine SET row_data = jsonb_set(row_data::jsonb, '{email}', '\"b@example.org\"')"
                        + " WHERE source = 'public.person'");
        assertThat(quarantine.replay()).isEqualTo(4);
        assertThat(quarantine.waiting()).isZero();
        execute(
                database,
                "ALTER TABLE person DROP COLUMN city; ALTER TABLE person ALTER COLUMN email DROP NOT NULL;"
                        + " UPDATE person SET email = NULL WHERE id = 2");
        assertThat(column(all)).isEqualTo(before);
        assertThat(quarantine.forget(Instant.now().plusSeconds(60))).isEqualTo(4);
    }

    @Test
    void aSideFileSaysWhatHappensAndDeclaresMore() throws Exception {
        write("V2__email.sql", "ALTER TABLE person ALTER COLUMN email SET NOT NULL");
        write("V2__email.sql.preflight", """
                person.email.policy=transform
                person.email.set=email = 'unknown-' || id || '@example.invalid'
                far.table=login
                far.where=person_id > 5
                far.policy=quarantine
                """);

        MigrationOutcome outcome =
                SafeMigrator.of(flyway()).with(PreflightSettings.defaults()).migrate();

        assertThat(outcome.applied()).containsExactly("V2__email.sql");
        assertThat(column("SELECT email FROM person WHERE id = 2")).isEqualTo("unknown-2@example.invalid");
        assertThat(column("SELECT count(*) FROM login")).isEqualTo("1");
        assertThat(outcome.warnings()).hasSize(2);
    }

    @Test
    void anUpdateThatMendsNothingStops() throws Exception {
        write("V2__email.sql", "ALTER TABLE person ALTER COLUMN email SET NOT NULL");
        write("V2__email.sql.preflight", "person.email.policy=transform\nperson.email.set=age = '1'\n");

        assertThatExceptionOfType(SafeMigrationException.class)
                .isThrownBy(() -> SafeMigrator.of(flyway())
                        .with(PreflightSettings.defaults())
                        .migrate())
                .withMessageContaining("mends no more rows: 1 of person still have no email");
    }

    @Test
    void moreRowsThanMayBeMovedStop() throws Exception {
        write("V2__email.sql", "ALTER TABLE person ALTER COLUMN email SET NOT NULL");

        assertThatExceptionOfType(SafeMigrationException.class)
                .isThrownBy(() -> SafeMigrator.of(flyway())
                        .with(new PreflightSettings(PreflightPolicy.QUARANTINE, 3, 2))
                        .migrate())
                .withMessageContaining("4 rows would be moved for person.email (V2__email.sql), more than the 3");
        assertThat(column("SELECT count(*) FROM person")).isEqualTo("3");
    }

    @Test
    void aSideFileWithMistakesIsRefusedWithAllOfThem() throws Exception {
        write("V2__email.sql", "ALTER TABLE person ALTER COLUMN email SET NOT NULL");
        write("V2__email.sql.preflight", "person.email.policy=move\nperson.email.what=1\nx.table=t\n");
        assertThatExceptionOfType(SafeMigrationException.class)
                .isThrownBy(this::look)
                .withMessageContaining("'person.email.what' must end with")
                .withMessageContaining("person.email.policy must be fail, quarantine or transform but is 'move'")
                .withMessageContaining("x.table and x.where go together");

        write("V2__email.sql.preflight", "person.emial.policy=quarantine\n");
        assertThatExceptionOfType(SafeMigrationException.class)
                .isThrownBy(this::look)
                .withMessageContaining("speaks of [person.emial]")
                .withMessageContaining("it has [person.email]");
    }

    @Test
    void thePlanSaysEverythingAndChangesNothing() throws Exception {
        write("V2__email.sql", "ALTER TABLE person ALTER COLUMN email SET NOT NULL;\nUPDATE visit SET room = 'B'");
        write("V3__i.sql", "CREATE INDEX CONCURRENTLY by_email ON person (email)");
        execute(database, "ANALYZE");

        String plan = MigrationPlan.of(flyway(), PreflightSettings.defaults()).toString();

        assertThat(plan.replace(System.lineSeparator(), "\n")).isEqualTo("""
                -- person.email (V2__email.sql): 1 rows of person have no email, for example id=2 [FAIL]

                -- V2__email.sql
                BEGIN;
                  ALTER TABLE person ALTER COLUMN email SET NOT NULL;  -- safe, ACCESS EXCLUSIVE, 3 rows
                  UPDATE visit SET room = 'B';  -- hazard, ROW EXCLUSIVE, 3 rows
                COMMIT;

                -- V3__i.sql
                -- no transaction
                  CREATE INDEX CONCURRENTLY by_email ON person (email);  -- safe, SHARE UPDATE EXCLUSIVE, 3 rows
                """);
        assertThat(Migrations.of(flyway()).state().pending()).hasSize(2);
    }

    private List<PreflightResult> look() throws SQLException {
        return Preflight.of(flyway(), PreflightSettings.defaults()).look();
    }

    private String column(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
