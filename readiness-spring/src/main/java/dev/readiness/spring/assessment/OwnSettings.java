package dev.readiness.spring.assessment;

import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.MethodMetadata;

/** Tells which settings the application reads by itself: with properties classes of its own, or by their name. */
final class OwnSettings implements BiPredicate<String, DeclaredSettings> {

    private final ApplicationContext context;

    private final ApplicationClassFiles files;

    OwnSettings(ApplicationContext context, ApplicationClassFiles files) {
        this.context = context;
        this.files = files;
    }

    @Override
    public boolean test(String name, DeclaredSettings declared) {
        return isBound(name, declared) || files.mention(name);
    }

    /** A group of which a library declares settings is the library's: it reads those, and not whatever is in the group. */
    private boolean isBound(String name, DeclaredSettings declared) {
        return Stream.of(context.getBeanDefinitionNames())
                .flatMap(this::groupsOf)
                .anyMatch(group -> group.length() > 1 && name.startsWith(group) && !declared.hasGroup(group));
    }

    /** A method that makes a bean may bind it to another group than its class says, as for a second database. */
    private Stream<String> groupsOf(String bean) {
        ConfigurationProperties ofType = context.findAnnotationOnBean(bean, ConfigurationProperties.class, false);
        return Stream.concat(Stream.ofNullable(ofType).map(ConfigurationProperties::prefix), ofMethod(bean))
                .map(prefix -> prefix + ".");
    }

    private Stream<String> ofMethod(String bean) {
        BeanDefinition definition = context instanceof ConfigurableApplicationContext configurable
                        && configurable.getBeanFactory().containsBeanDefinition(bean)
                ? configurable.getBeanFactory().getBeanDefinition(bean)
                : null;
        MethodMetadata method =
                definition instanceof AnnotatedBeanDefinition annotated ? annotated.getFactoryMethodMetadata() : null;
        return method == null
                ? Stream.empty()
                : method.getAnnotations().stream(ConfigurationProperties.class)
                        .map(annotation -> annotation.getString("prefix"));
    }
}
