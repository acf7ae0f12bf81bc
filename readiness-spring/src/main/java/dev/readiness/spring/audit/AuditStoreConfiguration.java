package dev.readiness.spring.audit;

import dev.readiness.audit.AuditKey;
import dev.readiness.audit.AuditReceipts;
import dev.readiness.audit.AuditStore;
import dev.readiness.audit.AuditTable;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The store that {@code readiness.audit.store} chooses. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "readiness.audit.enabled", matchIfMissing = true)
@ConditionalOnMissingBean(AuditStore.class)
class AuditStoreConfiguration {

    @Bean("readinessAuditFileStore")
    @ConditionalOnProperty(name = "readiness.audit.store", havingValue = "file")
    AuditStore auditFileStore(AuditSettings settings) {
        return settings.guarded(AuditStore.file(settings.file()));
    }

    @Bean("readinessAuditMemoryStore")
    @ConditionalOnProperty(name = "readiness.audit.store", havingValue = "memory")
    AuditStore auditMemoryStore() {
        return AuditStore.inMemory();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({DataSourceUtils.class, TransactionSynchronizationManager.class})
    @ConditionalOnProperty(name = "readiness.audit.store", havingValue = "jdbc")
    @ConditionalOnSingleCandidate(DataSource.class)
    static class Jdbc {

        @Bean("readinessAuditJdbcStore")
        AuditStore auditJdbcStore(
                DataSource dataSource,
                AuditSettings settings,
                ObjectProvider<AuditKey> key,
                ObjectProvider<AuditReceipts> receipts) {
            SpringTransactionConnection callers = new SpringTransactionConnection(dataSource);
            AuditKey marking = key.getIfUnique();
            return settings.guarded(
                    marking == null
                            ? AuditStore.jdbc(dataSource, callers)
                            : AuditStore.jdbc(
                                    dataSource, callers, marking, receipts.getIfUnique(AuditReceipts::inMemory)));
        }

        @Bean("readinessAuditTableStarter")
        AuditTableStarter auditTableStarter(DataSource dataSource, AuditSettings settings) {
            return new AuditTableStarter(
                    AuditTable.NAME,
                    () -> AuditTable.exists(dataSource),
                    () -> AuditTable.createIfAbsent(dataSource),
                    AuditTable.ddl(),
                    settings.createTable());
        }
    }
}
