package dev.readiness.spring.assessment;

import java.lang.management.ManagementFactory;
import java.util.Map;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * An application with 200 endpoints, for {@link StartUpCostTests}. It names no type of the library, because it also runs without
 * it.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
class ManyEndpointsApplication {

    static final int ENDPOINTS = 200;

    /** Starts, prints the milliseconds of processor time that the starting thread took, and stops. */
    public static void main(String[] arguments) {
        try (ConfigurableApplicationContext context = SpringApplication.run(
                ManyEndpointsApplication.class, "--server.port=0", "--spring.main.banner-mode=off")) {
            long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            int mapped = context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                    .getHandlerMethods()
                    .size();
            System.out.println("measured " + nanos / 1_000_000 + " " + mapped);
        }
    }

    @Bean
    SmartInitializingSingleton manyEndpoints(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        return () -> {
            for (int index = 0; index < ENDPOINTS / 4; index++) {
                map(mapping, "GET", "/things" + index, "list");
                map(mapping, "GET", "/things" + index + "/{id}", "show", String.class);
                map(mapping, "POST", "/things" + index, "add", Thing.class);
                map(mapping, "PUT", "/things" + index + "/{id}", "change", String.class, Thing.class);
            }
        };
    }

    private static void map(
            RequestMappingHandlerMapping mapping, String method, String path, String name, Class<?>... parameters) {
        RequestMappingInfo info = RequestMappingInfo.paths(path)
                .methods(RequestMethod.valueOf(method))
                .options(mapping.getBuilderConfiguration())
                .build();
        mapping.registerMapping(info, new Things(), ReflectionUtils.findMethod(Things.class, name, parameters));
    }

    record Thing(String name, int size) {}

    @ResponseBody
    static class Things {

        Map<String, Thing> list() {
            return Map.of();
        }

        Thing show(@PathVariable String id) {
            return new Thing(id, 1);
        }

        Thing add(@RequestBody Thing thing) {
            return thing;
        }

        Thing change(@PathVariable String id, @RequestBody Thing thing) {
            return new Thing(id, thing.size());
        }
    }
}
