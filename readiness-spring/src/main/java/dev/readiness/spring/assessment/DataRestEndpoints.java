package dev.readiness.spring.assessment;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Endpoint.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.data.mapping.PersistentEntity;
import org.springframework.data.mapping.PersistentProperty;
import org.springframework.data.repository.support.Repositories;
import org.springframework.data.rest.core.config.RepositoryRestConfiguration;
import org.springframework.data.rest.core.mapping.HttpMethods;
import org.springframework.data.rest.core.mapping.MethodResourceMapping;
import org.springframework.data.rest.core.mapping.RepositoryResourceMappings;
import org.springframework.data.rest.core.mapping.ResourceMetadata;
import org.springframework.data.rest.core.mapping.ResourceType;
import org.springframework.http.HttpMethod;

/** The endpoints that Spring Data REST makes of repositories: collections, items, associations and searches. */
final class DataRestEndpoints implements EndpointSource {

    private static final Set<HttpMethod> OF_INTEREST =
            Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private final ListableBeanFactory beans;

    DataRestEndpoints(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public List<MappedEndpoint> endpoints() {
        RepositoryResourceMappings mappings =
                beans.getBeanProvider(RepositoryResourceMappings.class).getIfAvailable();
        if (mappings == null) {
            return List.of();
        }
        String base =
                beans.getBean(RepositoryRestConfiguration.class).getBasePath().toString();
        List<MappedEndpoint> endpoints = new ArrayList<>();
        endpoints.add(ofFramework(base.isEmpty() ? "/" : base));
        endpoints.add(ofFramework(base + "/profile/**"));
        for (ResourceMetadata resource : mappings) {
            if (resource.isExported()) {
                endpoints.addAll(new Exported(resource, base + resource.getPath()).endpoints());
            }
        }
        return endpoints;
    }

    private static MappedEndpoint ofFramework(String path) {
        return MappedEndpoint.withoutMethod(
                new Endpoint("GET", path, "Spring Data REST", Origin.FRAMEWORK, false, false, false));
    }

    private Repositories repositories() {
        return beans.getBean(Repositories.class);
    }

    /** The endpoints of one repository. */
    private final class Exported {

        private final ResourceMetadata resource;

        private final String path;

        private final Class<?> repository;

        private final List<MappedEndpoint> endpoints = new ArrayList<>();

        Exported(ResourceMetadata resource, String path) {
            this.resource = resource;
            this.path = path;
            this.repository = repositories()
                    .getRepositoryInformationFor(resource.getDomainType())
                    .<Class<?>>map(information -> information.getRepositoryInterface())
                    .orElse(resource.getDomainType());
        }

        List<MappedEndpoint> endpoints() {
            addAll(resource.getSupportedHttpMethods().getMethodsFor(ResourceType.COLLECTION), path, "");
            addAll(resource.getSupportedHttpMethods().getMethodsFor(ResourceType.ITEM), path + "/{id}", "");
            addAssociations(repositories().getPersistentEntity(resource.getDomainType()));
            resource.getSearchResourceMappings().getExportedMappings().forEach(this::addSearch);
            return endpoints;
        }

        private void addAssociations(PersistentEntity<?, ?> entity) {
            StreamSupport.stream(entity.spliterator(), false)
                    .filter(PersistentProperty::isAssociation)
                    .filter(resource::isExported)
                    .forEach(property -> addAll(
                            resource.getSupportedHttpMethods().getMethodsFor(property),
                            path + "/{id}" + resource.getMappingFor(property).getPath(),
                            property.getName()));
        }

        private void addAll(HttpMethods methods, String at, String association) {
            for (HttpMethod method : methods) {
                if (OF_INTEREST.contains(method)) {
                    boolean unbounded =
                            at.equals(path) && HttpMethod.GET.equals(method) && !resource.isPagingResource();
                    add(method.name(), at, association, unbounded);
                }
            }
        }

        private void addSearch(MethodResourceMapping search) {
            Class<?> returned = search.getMethod().getReturnType();
            boolean unbounded = Iterable.class.isAssignableFrom(returned) && !search.isPagingResource();
            add("GET", path + "/search" + search.getPath(), search.getMethod().getName(), unbounded);
        }

        private void add(String method, String at, String part, boolean unbounded) {
            boolean writes = dev.readiness.spring.assessment.HttpMethods.writes(method);
            Endpoint endpoint = new Endpoint(
                    method,
                    at,
                    repository.getSimpleName() + (part.isEmpty() ? "" : "." + part),
                    Origin.APPLICATION,
                    writes,
                    writes || at.contains("{") || at.contains("/search/"),
                    unbounded);
            endpoints.add(
                    MappedEndpoint.of(endpoint, new ExportedRepository(beanOf(repository), resource.getDomainType())));
        }

        private String beanOf(Class<?> type) {
            String[] names = beans.getBeanNamesForType(type, true, false);
            return names.length == 0 ? type.getName() : names[0];
        }
    }
}
