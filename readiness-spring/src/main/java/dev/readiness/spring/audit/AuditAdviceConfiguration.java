package dev.readiness.spring.audit;

import dev.readiness.audit.AuditStore;
import dev.readiness.audit.AuditTrail;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.interceptor.TransactionAttributeSource;

/**
 * The advice around methods with {@link AuditAction}: an outer one around the transaction and an inner one within.
 *
 * <p>Both advisors are made before any other bean, so what they need is asked for at the first call.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(AuditTrail.class)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class AuditAdviceConfiguration {

    /** Last of all, and after the advisor of {@code @Transactional}, which has the same order and was registered first. */
    private static final int WITHIN_TRANSACTION = Ordered.LOWEST_PRECEDENCE;

    private static final int AROUND_TRANSACTION = Ordered.LOWEST_PRECEDENCE - 1;

    @Bean("readinessAuditedMethods")
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static AuditedMethods auditedMethods() {
        return new AuditedMethods();
    }

    @Bean("readinessAuditOutcomeAdvisor")
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static AuditAdvisor auditOutcomeAdvisor(AuditedMethods methods, ObjectProvider<AuditAdvice> advice) {
        return new AuditAdvisor(new OutcomeInterceptor(advice::getObject), methods, AROUND_TRANSACTION);
    }

    @Bean("readinessAuditSuccessAdvisor")
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static AuditAdvisor auditSuccessAdvisor(AuditedMethods methods, ObjectProvider<AuditAdvice> advice) {
        return new AuditAdvisor(new SuccessInterceptor(advice::getObject), methods, WITHIN_TRANSACTION);
    }

    @Bean("readinessAuditAdvice")
    AuditAdvice auditAdvice(
            AuditStore store,
            AuditTrail trail,
            CurrentCall call,
            AuditedMethods methods,
            ObjectProvider<AuditedWork> work) {
        return new AuditAdvice(
                new ActionRecorder(trail, call, methods, store.joinsTransactions()),
                store.joinsTransactions() ? work.getIfAvailable(() -> AuditedWork.PLAIN) : AuditedWork.PLAIN);
    }

    @Bean("readinessAuditDeclaredActions")
    DeclaredActions auditDeclaredActions(AuditTrail trail, AuditedMethods methods) {
        return new DeclaredActions(trail.actions(), methods);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(PlatformTransactionManager.class)
    static class Transactions {

        @Bean("readinessAuditedWork")
        AuditedWork auditedWork(
                ObjectProvider<PlatformTransactionManager> manager,
                ObjectProvider<TransactionAttributeSource> attributes) {
            PlatformTransactionManager transactions = manager.getIfUnique();
            return transactions == null
                    ? AuditedWork.PLAIN
                    : new TransactionalWork(transactions, attributes.getIfUnique());
        }
    }
}
