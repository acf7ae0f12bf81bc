package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditActionsTests {

    @Test
    void withoutADeclarationEveryActionIsKnownAndRequired() {
        AuditActions open = AuditActions.open();

        assertThat(open.isDeclared("anything")).isTrue();
        assertThat(open.policyOf("anything")).isEqualTo(AuditPolicy.REQUIRED_OR_SPILL);
        assertThat(open.mayDrop()).isFalse();
    }

    @Test
    void theNearestDeclarationGivesThePolicy() {
        AuditActions actions = AuditActions.open()
                .otherwise(AuditPolicy.REQUIRED)
                .with("ui.*", AuditPolicy.BEST_EFFORT)
                .with("ui.admin.*", AuditPolicy.REQUIRED_OR_SPILL)
                .with("ui.admin.delete", AuditPolicy.REQUIRED);

        assertThat(actions.policyOf("ui.open")).isEqualTo(AuditPolicy.BEST_EFFORT);
        assertThat(actions.policyOf("ui.list.sort")).isEqualTo(AuditPolicy.BEST_EFFORT);
        assertThat(actions.policyOf("ui.admin.list")).isEqualTo(AuditPolicy.REQUIRED_OR_SPILL);
        assertThat(actions.policyOf("ui.admin.delete")).isEqualTo(AuditPolicy.REQUIRED);
        assertThat(actions.policyOf("ui")).isEqualTo(AuditPolicy.REQUIRED);
        assertThat(actions.policyOf("uid.open")).isEqualTo(AuditPolicy.REQUIRED);
    }

    @Test
    void asSoonAsOneIsDeclaredTheOthersAreNot() {
        AuditActions actions = AuditActions.open()
                .with("appointment.book", AuditPolicy.REQUIRED)
                .with("ui.*", AuditPolicy.BEST_EFFORT);

        assertThat(actions.isDeclared("appointment.book")).isTrue();
        assertThat(actions.isDeclared("ui.list.sort")).isTrue();
        assertThat(actions.isDeclared("appointment.boook")).isFalse();
        assertThat(actions.isDeclared("audit.read")).isTrue();
    }

    @Test
    void aPolicyForAnActionOfTheLibraryDeclaresNoCatalogue() {
        AuditActions actions = AuditActions.open().with("security.login", AuditPolicy.BEST_EFFORT);

        assertThat(actions.isDeclared("anything")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "*", "ui*", "ui.*.open"})
    void whatIsNoNameIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditActions.open().with(name, AuditPolicy.REQUIRED))
                .withMessageContaining("write a name like 'appointment.book'");
    }
}
