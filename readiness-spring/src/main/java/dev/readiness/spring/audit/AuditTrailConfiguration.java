package dev.readiness.spring.audit;

import dev.readiness.audit.AuditActions;
import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditStore;
import dev.readiness.audit.AuditTrail;
import dev.readiness.audit.PersonalData;
import dev.readiness.audit.SubjectKeys;
import dev.readiness.health.HealthCheck;
import dev.readiness.secrets.LoadedSecrets;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;

/** The trail, and what is known of the call that is being recorded. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "readiness.audit.enabled", matchIfMissing = true)
@ConditionalOnBean(AuditStore.class)
class AuditTrailConfiguration {

    @Bean("readinessAuditActions")
    @ConditionalOnMissingBean
    AuditActions auditActions(AuditSettings settings) {
        return settings.actions();
    }

    @Bean("readinessAuditPersonalData")
    @ConditionalOnMissingBean
    PersonalData auditPersonalData(AuditSettings settings, ObjectProvider<SubjectKeys> keys) {
        return settings.personalData(keys.getIfUnique());
    }

    @Bean("readinessAuditTrail")
    @ConditionalOnMissingBean
    AuditTrail auditTrail(
            AuditStore store,
            Environment environment,
            ObjectProvider<InstantSource> clock,
            AuditActions actions,
            PersonalData personal) {
        return AuditTrail.of(
                store,
                origin(environment),
                clock.getIfUnique(InstantSource::system),
                actions,
                personal.hiding(text -> LoadedSecrets.mask().mask(text)));
    }

    @Bean
    @ConditionalOnMissingBean(name = "auditHealthCheck")
    HealthCheck auditHealthCheck(AuditTrail trail, ObjectProvider<InstantSource> clock) {
        return new AuditTrailHealth(trail, clock.getIfUnique(InstantSource::system));
    }

    @Bean("readinessAuditCurrentCall")
    CurrentCall auditCurrentCall(
            AuditTrail trail, ObjectProvider<RequestFacts> request, ObjectProvider<AuthenticatedUser> user) {
        return new CurrentCall(
                trail,
                request.getIfAvailable(() -> RequestFacts.NONE),
                user.getIfAvailable(() -> AuthenticatedUser.NONE));
    }

    private static AuditRecord.Origin origin(Environment environment) {
        return new AuditRecord.Origin(
                environment.getProperty("spring.application.name", "application"),
                environment.getProperty("spring.application.version"),
                environment.getProperty("HOSTNAME", hostName()));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException ex) {
            return "unknown";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HttpServletRequest.class, RequestContextHolder.class})
    static class Servlet {

        @Bean("readinessAuditRequestFacts")
        RequestFacts auditRequestFacts() {
            return new ServletRequestFacts();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SecurityContextHolder.class)
    static class Security {

        @Bean("readinessAuditAuthenticatedUser")
        AuthenticatedUser auditAuthenticatedUser() {
            return new SpringSecurityUser();
        }
    }
}
