package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.Result;
import dev.readiness.audit.EndpointAudit.State;
import java.util.List;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditRulesTests {

    private static final Endpoint BOOK = endpoint("POST", true);
    private static final Endpoint LIST = endpoint("GET", false);

    @ParameterizedTest
    @CsvSource({"RECORDED, PASS", "INEFFECTIVE, FAIL", "ABSENT, FAIL", "UNKNOWN, UNKNOWN"})
    void onlyAnEndpointThatReallyRecordsPasses(State state, Result result) {
        assertThat(findings(state)).singleElement().extracting(Finding::result).isEqualTo(result);
    }

    @Test
    void anEndpointThatOnlyReadsIsNotLookedAt() {
        assertThat(AuditRules.writeUnrecorded(endpoint -> audit(State.ABSENT))
                        .assess(new Inventory("clinic", List.of(LIST))))
                .isEmpty();
    }

    @Test
    void aFailureCarriesWhatStandsInTheWayAndTheRemedy() {
        Finding finding = findings(State.INEFFECTIVE).get(0);

        assertThat(finding.problem()).isEqualTo("It is meant to record book, and does not: no store.");
        assertThat(finding.remedy()).isEqualTo("set a store");
    }

    @ParameterizedTest
    @CsvSource({"RECORDED, book", "INEFFECTIVE, none", "ABSENT, none", "UNKNOWN, unknown"})
    void theInspectorNamesTheActionOnlyWhereItIsRecorded(State state, String value) {
        assertThat(AuditRules.inspector(endpoint -> audit(state))
                        .inspect(BOOK)
                        .orElseThrow()
                        .value())
                .isEqualTo(value);
    }

    @Test
    void aStoreInMemoryIsNotDurable() {
        Finding finding = durability(Optional.of(AuditStore.inMemory()), BOOK);

        assertThat(finding.result()).isEqualTo(Result.FAIL);
        assertThat(finding.problem()).contains("in memory");
    }

    @Test
    void aDatabaseInMemoryIsNotDurable() {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:mem:rules");

        assertThat(durability(Optional.of(AuditStore.jdbc(dataSource)), BOOK).result())
                .isEqualTo(Result.FAIL);
    }

    @Test
    void noStoreIsAFailureWhereSomethingWrites() {
        assertThat(durability(Optional.empty(), BOOK).result()).isEqualTo(Result.FAIL);
    }

    @Test
    void noStoreIsNeededWhereNothingWrites() {
        assertThat(durability(Optional.empty(), LIST).result()).isEqualTo(Result.NOT_APPLICABLE);
    }

    private static List<Finding> findings(State state) {
        return AuditRules.writeUnrecorded(endpoint -> audit(state))
                .assess(new Inventory("clinic", List.of(BOOK, LIST)));
    }

    private static Finding durability(Optional<AuditStore> store, Endpoint endpoint) {
        return AuditRules.storeNotDurable(() -> store)
                .assess(new Inventory("clinic", List.of(endpoint)))
                .get(0);
    }

    private static EndpointAudit audit(State state) {
        return new EndpointAudit(state, "book", "no store", "set a store");
    }

    private static Endpoint endpoint(String method, boolean writes) {
        return new Endpoint(
                method, "/appointments", "AppointmentController.x", Endpoint.Origin.APPLICATION, writes, writes, false);
    }
}
