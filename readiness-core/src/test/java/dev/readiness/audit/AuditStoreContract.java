package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link AuditStore} must do. Extend it, implement {@link #createStore()}, and run it. */
public abstract class AuditStoreContract {

    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00.123456Z");

    private final TimeOrderedIds ids = new TimeOrderedIds();

    private AuditStore store;

    /** Returns a new, empty store. */
    protected abstract AuditStore createStore() throws Exception;

    @BeforeEach
    void setUp() throws Exception {
        store = createStore();
    }

    @AfterEach
    void tearDown() {
        store.close();
    }

    @Test
    void givesBackEveryPartOfARecord() {
        AuditRecord full = entry("appointment.book")
                .outcome(AuditOutcome.DENIED)
                .actor(new AuditRecord.Actor("user", "dr-who", "patient-7"))
                .subject("patient-7")
                .subject("patient-8")
                .target("appointment", "42")
                .tenant("clinic-a")
                .source(new AuditRecord.Source("192.0.2.7", "curl/8").inSession("only-a-test-session"))
                .correlationId("c-1")
                .traceId("0af7651916cd43dd8448eb211c80319c")
                .reason("Grüße, 診療, \uD83D\uDE00 and \"quotes\"\r\nforged line")
                .change("doctor", "Dr. Grün", null)
                .change("room", null, "4")
                .detail("room", "3")
                .origin(new AuditRecord.Origin("clinic", "1.0", "node-1"))
                .build();

        store.append(full);

        assertThat(store.read(AuditQuery.oldestFirst(1)).records()).containsExactly(full);
    }

    @Test
    void givesBackARecordThatHasOnlyWhatItMustHave() {
        AuditRecord bare = entry("a").build();

        store.append(bare);

        assertThat(store.read(AuditQuery.oldestFirst(1)).records()).containsExactly(bare);
    }

    @Test
    void readsRecordsInTheOrderInWhichTheyWereCreated() {
        append("first", "second", "third");

        assertThat(actions(AuditQuery.oldestFirst(10))).containsExactly("first", "second", "third");
    }

    @Test
    void readsTheLatestRecordsFirstWhenAsked() {
        append("first", "second", "third");

        assertThat(actions(AuditQuery.newestFirst(2))).containsExactly("third", "second");
    }

    @Test
    void keepsTheFirstOfTwoRecordsWithTheSameId() {
        UUID id = ids.next(NINE);
        store.append(AuditRecord.builder(id, NINE, "original").build());
        store.append(AuditRecord.builder(id, NINE, "repeated").build());

        assertThat(actions(AuditQuery.oldestFirst(10))).containsExactly("original");
    }

    @Test
    void pagesThroughAllRecordsWithoutRepeatingOrLosingOne() {
        String[] names =
                IntStream.range(0, 25).mapToObj(number -> "action-" + number).toArray(String[]::new);
        append(names);

        List<String> seen = new ArrayList<>();
        AuditQuery query = AuditQuery.oldestFirst(10);
        Optional<UUID> next;
        do {
            AuditPage page = store.read(query);
            page.records().forEach(found -> seen.add(found.action()));
            next = page.next();
            query = query.after(next.orElse(null));
        } while (next.isPresent());

        assertThat(seen).containsExactly(names);
    }

    @Test
    void saysThatAPageIsTheLastWhenItEndsWithTheLastRecord() {
        append("first", "second");

        assertThat(store.read(AuditQuery.newestFirst(2)).next()).isEmpty();
    }

    @Test
    void filtersByActorActionOutcomeAndTime() {
        store.append(at(NINE, "book").actor(AuditRecord.Actor.user("ann")).build());
        store.append(at(NINE.plusSeconds(60), "book")
                .actor(AuditRecord.Actor.user("bob"))
                .build());
        store.append(at(NINE.plusSeconds(120), "cancel")
                .outcome(AuditOutcome.DENIED)
                .actor(AuditRecord.Actor.user("ann"))
                .build());

        assertThat(actions(AuditQuery.oldestFirst(9).byActor("ann"))).containsExactly("book", "cancel");
        assertThat(actions(AuditQuery.oldestFirst(9).ofAction("book"))).hasSize(2);
        assertThat(actions(AuditQuery.oldestFirst(9).withOutcome(AuditOutcome.DENIED)))
                .containsExactly("cancel");
        assertThat(actions(AuditQuery.oldestFirst(9).since(NINE.plusSeconds(60))))
                .containsExactly("book", "cancel");
    }

    @Test
    void findsARecordByEachOfItsSubjectsAndTargets() {
        store.append(entry("both")
                .subject("p-1")
                .subject("p-2")
                .target("chart", "7")
                .target("bed", "9")
                .build());
        store.append(entry("one").subject("p-2").target("chart", "9").build());
        store.append(entry("none").build());

        assertThat(actions(AuditQuery.oldestFirst(9).about("p-1"))).containsExactly("both");
        assertThat(actions(AuditQuery.oldestFirst(9).about("p-2"))).containsExactly("both", "one");
        assertThat(actions(AuditQuery.oldestFirst(9).about("p-3"))).isEmpty();
        assertThat(actions(AuditQuery.oldestFirst(9).onTarget(new AuditRecord.Target("bed", "9"))))
                .containsExactly("both");
        assertThat(actions(AuditQuery.oldestFirst(9).onTarget(new AuditRecord.Target("chart", "7"))))
                .containsExactly("both");
    }

    @Test
    void findsRecordsOfAPeriodAndPagesThroughThem() {
        for (int minute = 0; minute < 10; minute++) {
            store.append(at(NINE.plusSeconds(60L * minute), "minute-" + minute)
                    .subject("p-1")
                    .build());
        }
        AuditQuery period = AuditQuery.newestFirst(3)
                .about("p-1")
                .since(NINE.plusSeconds(120))
                .before(NINE.plusSeconds(420));

        AuditPage first = store.read(period);

        assertThat(first.records()).extracting(AuditRecord::action).containsExactly("minute-6", "minute-5", "minute-4");
        assertThat(actions(period.after(first.next().orElseThrow()))).containsExactly("minute-3", "minute-2");
    }

    @Test
    void keepsARecordWhoseTextWouldBreakALineOrACommand() {
        AuditRecord nasty = entry("x'; DROP TABLE readiness_audit; --")
                .actor(AuditRecord.Actor.user("ann\r\nforged line\u0000\u2028"))
                .subject("\uD800 unpaired")
                .reason("x".repeat(10_000_000))
                .detail("nothing", null)
                .build();

        store.append(nasty);

        assertThat(store.read(AuditQuery.oldestFirst(1)).records()).containsExactly(nasty);
        assertThat(nasty.reason()).hasSize(AuditRecord.MAX_TEXT);
        assertThat(nasty.actor().id()).doesNotContain("\r", "\n", "\u0000", "\u2028");
    }

    @Test
    void keepsTheOrderOfCreationWhenTheClockGoesBack() {
        store.append(at(NINE, "before").build());
        store.append(at(NINE.minusSeconds(3_600), "after").build());

        assertThat(actions(AuditQuery.oldestFirst(9))).containsExactly("before", "after");
    }

    @Test
    void keepsEveryRecordWhenManyThreadsAppend() {
        List<AuditRecord> records = IntStream.range(0, 200)
                .mapToObj(number -> entry("action-" + number).build())
                .toList();

        records.parallelStream().forEach(store::append);

        assertThat(store.read(AuditQuery.oldestFirst(1_000)).records()).containsExactlyElementsOf(records);
    }

    @Test
    void storesARecordAtOnceWhenThereIsNoTransactionToJoin() {
        store.appendInTransaction(entry("alone").build());

        assertThat(actions(AuditQuery.oldestFirst(10))).containsExactly("alone");
    }

    private void append(String... actions) {
        for (String action : actions) {
            store.append(entry(action).build());
        }
    }

    private List<String> actions(AuditQuery query) {
        return store.read(query).records().stream().map(AuditRecord::action).toList();
    }

    private AuditRecord.Builder entry(String action) {
        return at(NINE, action);
    }

    private AuditRecord.Builder at(Instant time, String action) {
        return AuditRecord.builder(ids.next(time), time, action);
    }
}
