package dev.readiness.spring.security;

import dev.readiness.spring.assessment.ApplicationClassFiles;
import dev.readiness.spring.assessment.AssessmentAutoConfiguration;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.EndpointOrigins;
import dev.readiness.spring.assessment.HardeningReport;
import dev.readiness.spring.assessment.ReachedCalls;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.util.ClassUtils;

/** Auto-configuration for what the hardening report says of access. */
@AutoConfiguration(after = AssessmentAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnBean(HardeningReport.class)
@ConditionalOnBooleanProperty(name = "readiness.access.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AccessProperties.class)
@Import({ServletAccessConfiguration.class, ReactiveAccessConfiguration.class})
public final class AccessAutoConfiguration {

    AccessAutoConfiguration() {}

    @Bean
    ApplicationAccess readinessApplicationAccess(
            AccessProperties properties,
            ObjectProvider<AccessOracle> oracles,
            ObjectProvider<OtherGuards> guards,
            ObjectProvider<ElsewhereAccess> elsewhere) {
        properties.requireComplete();
        return new ApplicationAccess(
                oracles.orderedStream().toList(), guards.orderedStream().toList(), elsewhere::stream);
    }

    @Bean
    @Order(10)
    AccessInspector readinessAccessInspector(ApplicationAccess access, AccessProperties properties) {
        return new AccessInspector(access, properties);
    }

    @Bean
    OpenEndpointRule readinessOpenEndpointRule(
            ApplicationAccess access,
            AccessProperties properties,
            ObjectProvider<EndpointHandlers> handlers,
            ObjectProvider<PublicSign> signs) {
        PublicSign design = new PublicByDesign(handlers::getIfAvailable);
        return new OpenEndpointRule(
                access,
                properties,
                Stream.concat(Stream.of(design), signs.orderedStream()).toList());
    }

    @Bean
    RouteGuards readinessRouteGuards(EndpointHandlers handlers) {
        return new RouteGuards(handlers);
    }

    @Bean
    HandlerCalls readinessHandlerCalls(ListableBeanFactory beans, ResourceLoader resources) {
        return new HandlerCalls(ReachedCalls.of(beans, resources));
    }

    @Bean
    OwnCookieLogin readinessOwnCookieLogin(ListableBeanFactory beans, HandlerCalls calls, ResourceLoader resources) {
        return new OwnCookieLogin(
                calls,
                EndpointOrigins.of(beans),
                () -> ApplicationClassFiles.of(beans, resources).mentionLoosely("samesite"));
    }

    @Bean
    AccountToldRule readinessAccountToldRule(ApplicationAccess access, EndpointHandlers handlers, HandlerCalls calls) {
        return new AccountToldRule(access, handlers, calls);
    }

    @Bean
    OriginSources readinessOriginSources(Environment environment, ListableBeanFactory beans, ResourceLoader resources) {
        return new OriginSources(environment, ApplicationClassFiles.of(beans, resources));
    }

    @Bean
    UnsafeGetRule readinessUnsafeGetRule(EndpointHandlers handlers, HandlerCalls calls) {
        return new UnsafeGetRule(handlers, calls);
    }

    @Bean
    UnhashedPasswordRule readinessUnhashedPasswordRule(EndpointHandlers handlers, HandlerCalls calls) {
        return new UnhashedPasswordRule(handlers, calls);
    }

    @Bean
    CodeHabitRule readinessComparedPasswordRule(ListableBeanFactory beans, ResourceLoader resources) {
        return new CodeHabitRule(
                CodeHabit.Kind.PLAIN_PASSWORD,
                ApplicationClassFiles.of(beans, resources),
                Objects.requireNonNullElseGet(resources.getClassLoader(), ClassUtils::getDefaultClassLoader));
    }

    @Bean
    CodeHabitRule readinessEndlessTokenRule(ListableBeanFactory beans, ResourceLoader resources) {
        return new CodeHabitRule(
                CodeHabit.Kind.ENDLESS_TOKEN,
                ApplicationClassFiles.of(beans, resources),
                Objects.requireNonNullElseGet(resources.getClassLoader(), ClassUtils::getDefaultClassLoader));
    }

    @Bean
    CodeHabitRule readinessTokenZoneRule(ListableBeanFactory beans, ResourceLoader resources) {
        return new CodeHabitRule(
                CodeHabit.Kind.TOKEN_IN_OTHER_ZONE,
                ApplicationClassFiles.of(beans, resources),
                Objects.requireNonNullElseGet(resources.getClassLoader(), ClassUtils::getDefaultClassLoader));
    }

    @Bean
    CodeHabitRule readinessLocalAddressRule(ListableBeanFactory beans, ResourceLoader resources) {
        return new CodeHabitRule(
                CodeHabit.Kind.LOCAL_ADDRESS,
                ApplicationClassFiles.of(beans, resources),
                Objects.requireNonNullElseGet(resources.getClassLoader(), ClassUtils::getDefaultClassLoader));
    }

    @Bean
    PredictableSecretRule readinessPredictableSecretRule(ListableBeanFactory beans, ResourceLoader resources) {
        return new PredictableSecretRule(ApplicationClassFiles.of(beans, resources));
    }

    @Bean
    LongTokenRule readinessLongTokenRule(ListableBeanFactory beans, ResourceLoader resources) {
        return new LongTokenRule(ApplicationClassFiles.of(beans, resources));
    }

    @Bean
    UserInCodeRule readinessUserInCodeRule(
            ListableBeanFactory beans, Environment environment, ResourceLoader resources) {
        ClassLoader loader =
                Objects.requireNonNullElseGet(resources.getClassLoader(), ClassUtils::getDefaultClassLoader);
        return new UserInCodeRule(
                ApplicationClassFiles.of(beans, resources), new PartOfApplication(beans, environment, loader));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(PreAuthorize.class)
    static class WithSpringSecurity {

        @Bean
        @Order(20)
        MethodSecurityOracle readinessMethodSecurityOracle(EndpointHandlers handlers, ListableBeanFactory beans) {
            return new MethodSecurityOracle(handlers, new RolePrefix(beans));
        }

        @Bean
        RoleMatrix readinessRoleMatrix(
                ApplicationAccess access,
                ObjectProvider<RoleOracle> oracles,
                ObjectProvider<OtherGuards> guards,
                ObjectProvider<ElsewhereAccess> elsewhere) {
            return new RoleMatrix(
                    access,
                    oracles.orderedStream().toList(),
                    guards.orderedStream().toList(),
                    elsewhere.orderedStream().toList());
        }

        @Bean
        CollaboratorGuards readinessCollaboratorGuards(
                ConfigurableListableBeanFactory beans, EndpointHandlers handlers) {
            return new CollaboratorGuards(beans, handlers);
        }

        @Bean
        RoleMissingRule readinessRoleMissingRule(
                ApplicationAccess access,
                EndpointHandlers handlers,
                HandlerCalls calls,
                ObjectProvider<OtherGuards> others) {
            return new RoleMissingRule(
                    access, handlers, calls, others.orderedStream().toList());
        }

        @Bean
        OwnerUncheckedRule readinessOwnerUncheckedRule(
                ApplicationAccess access,
                EndpointHandlers handlers,
                HandlerCalls calls,
                ObjectProvider<OtherGuards> others) {
            return new OwnerUncheckedRule(
                    access, handlers, calls, others.orderedStream().toList());
        }

        @Bean
        GuessablePasswordRule readinessGuessablePasswordRule(
                ObjectProvider<UserDetailsService> stores, ObjectProvider<PasswordEncoder> encoders) {
            return new GuessablePasswordRule(
                    () -> stores.orderedStream().toList(),
                    () -> encoders.getIfUnique(PasswordEncoderFactories::createDelegatingPasswordEncoder));
        }

        @Bean
        InMemoryPasswordRule readinessInMemoryPasswordRule(ConfigurableListableBeanFactory beans) {
            return new InMemoryPasswordRule(
                    () -> beans.getBeansOfType(UserDetailsService.class, true, false).entrySet().stream()
                            .filter(store -> !InMemoryUsers.isMadeBySpringBoot(store.getKey(), beans))
                            .map(Map.Entry::getValue)
                            .toList());
        }

        @Bean
        WeakEncoderRule readinessWeakEncoderRule(ListableBeanFactory beans) {
            return new WeakEncoderRule(
                    () -> BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, PasswordEncoder.class, true, false));
        }
    }
}
