package dev.readiness.spring.validation;

import dev.readiness.validation.NotFromRequest;
import org.springframework.data.rest.core.config.RepositoryRestConfiguration;
import org.springframework.data.rest.webmvc.config.RepositoryRestConfigurer;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.config.annotation.CorsRegistry;

/** Lets nobody write an association that no caller may set, at the address that Spring Data REST gives it. */
final class ExportedAssociations implements RepositoryRestConfigurer {

    @Override
    public void configureRepositoryRestConfiguration(RepositoryRestConfiguration configuration, CorsRegistry cors) {
        configuration
                .getExposureConfiguration()
                .withAssociationExposure(
                        (association, methods) -> association.getProperty().isAnnotationPresent(NotFromRequest.class)
                                ? methods.disable(HttpMethod.PUT, HttpMethod.POST, HttpMethod.PATCH, HttpMethod.DELETE)
                                : methods);
    }
}
