package dev.readiness.spring.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.audit.AuditActions;
import dev.readiness.audit.AuditPolicy;
import dev.readiness.audit.AuditTrail;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** {@code readiness.audit.actions.<name>.policy}. */
class AuditPolicySettingsTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, AuditAutoConfiguration.class))
            .withPropertyValues("readiness.audit.store=memory");

    @Test
    void eachActionHasThePolicyThatIsWritten() {
        runner.withPropertyValues(
                        "readiness.audit.policy=required",
                        "readiness.audit.actions.appointment.view.policy=best-effort",
                        "readiness.audit.actions[ui.*].policy=BEST_EFFORT")
                .run(context -> {
                    AuditActions actions = context.getBean(AuditTrail.class).actions();
                    assertThat(actions.policyOf("appointment.view")).isEqualTo(AuditPolicy.BEST_EFFORT);
                    assertThat(actions.policyOf("ui.open")).isEqualTo(AuditPolicy.BEST_EFFORT);
                    assertThat(actions.policyOf("appointment.book")).isEqualTo(AuditPolicy.REQUIRED);
                    assertThat(actions.isDeclared("appointment.book")).isFalse();
                    assertThat(actions.isStrict()).isFalse();
                });
    }

    @Test
    void theBeanOfTheApplicationWins() {
        AuditActions own = AuditActions.open().with("pay", AuditPolicy.REQUIRED);
        runner.withBean(AuditActions.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(AuditTrail.class).actions()).isSameAs(own));
    }

    @Test
    void whatCannotBeMeantStopsTheStartWithAllThatIsWrong() {
        runner.withPropertyValues(
                        "readiness.audit.actions.appointment.book=required",
                        "readiness.audit.actions.pay.policy=sometimes",
                        "readiness.audit.actions[a b].policy=required",
                        "readiness.audit.actions.look.policy=required-or-spill")
                .run(context -> assertThat(settingsProblem(context.getStartupFailure()))
                        .contains(
                                "'readiness.audit.actions.appointment.book' is 'required', which gives no action a policy",
                                "'readiness.audit.actions.pay.policy' is 'sometimes', which gives no action a policy",
                                "'readiness.audit.actions.a b.policy' names no action",
                                "'readiness.audit.actions.look.policy' is 'required-or-spill', but",
                                "one of required, required-or-spill, best-effort"));
    }

    @Test
    void anAnnotationThatIsNotDeclaredStopsTheStartOfATest() {
        runner.withPropertyValues(
                        "readiness.audit.actions.appointment.move.policy=required",
                        "readiness.audit.undeclared-actions=fail")
                .withBean(Bookings.class)
                .run(context -> assertThat(settingsProblem(context.getStartupFailure()))
                        .contains(
                                "@AuditAction names 'appointment.book', but",
                                "readiness.audit.actions.appointment.book.policy=required"));
    }

    @Test
    void inProductionAnUndeclaredActionIsCounted() {
        runner.withPropertyValues("readiness.audit.actions.appointment.move.policy=required")
                .withBean(Bookings.class)
                .run(context -> {
                    context.getBean(Bookings.class).book();

                    assertThat(context.getBean(AuditTrail.class).state().undeclared())
                            .isEqualTo(1);
                });
    }

    private static String settingsProblem(Throwable failure) {
        Throwable root = failure;
        while (!(root instanceof AuditSettingsException settings)) {
            root = root.getCause();
        }
        return settings.getMessage() + settings.action();
    }

    static class Bookings {

        @AuditAction("appointment.book")
        void book() {}
    }
}
