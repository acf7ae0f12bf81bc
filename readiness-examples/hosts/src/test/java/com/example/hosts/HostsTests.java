package com.example.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.hosts.reactive.ReactiveHost;
import com.example.hosts.servlet.RestartedHost;
import com.example.hosts.servlet.ServletHost;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The dependency alone changes nothing of what these answer, and with settings every safeguard works.
 *
 * <p>Each is used over HTTP, with the dependency alone and again with settings; the report is asked each time.
 */
class HostsTests {

    private static final String UNCHANGED = "alone: 200 400 200, assessed without a remark";
    private static final String SAFE =
            "hardened: 200 correlated 400 correlated explained 429 correlated, assessed without a remark";
    /** Correlation is one of servlets alone. */
    private static final String SAFE_AND_REACTIVE = "hardened: 200 400 explained 429, assessed without a remark";

    private static final String[] SERVLET = {
        "spring-boot-webmvc", "spring-webmvc", "spring-boot-jetty", "jetty-", "jakarta.servlet", "spring-boot-servlet"
    };
    private static final String[] REACTIVE = {
        "spring-boot-webflux", "spring-webflux", "spring-boot-reactor-netty", "reactor-netty"
    };
    private static final String[] R2DBC = {
        "spring-boot-r2dbc", "spring-r2dbc", "r2dbc-", "spring-boot-data-r2dbc", "spring-data-r2dbc"
    };
    private static final String[] JDBC = {"spring-boot-jdbc", "spring-jdbc", "HikariCP"};
    private static final String[] DEVELOPER_TOOLS = {"spring-boot-devtools"};
    private static final String[] KOTLIN = {"kotlin", "jackson-module-kotlin"};

    @Test
    void springMvcOnJetty() throws Exception {
        assertThat(run(ServletHost.class.getName(), REACTIVE, R2DBC, DEVELOPER_TOOLS, KOTLIN))
                .contains(UNCHANGED, "server: JettyServletWebServer", "tables: 0", SAFE, "recorded: 1")
                .endsWith("exit code 0");
    }

    @Test
    void webFluxWithR2dbcAlone() throws Exception {
        assertThat(run(ReactiveHost.class.getName(), SERVLET, JDBC, DEVELOPER_TOOLS, KOTLIN))
                .contains(UNCHANGED, "data sources: 0", SAFE_AND_REACTIVE, "recorded: 1")
                .endsWith("exit code 0");
    }

    @Test
    void restartedByTheDeveloperTools() throws Exception {
        assertThat(run(RestartedHost.class.getName(), REACTIVE, R2DBC, KOTLIN))
                .contains("loaded by RestartClassLoader", UNCHANGED, SAFE, "recorded: 1")
                .endsWith("exit code 0");
    }

    @Test
    void anApplicationInKotlin() throws Exception {
        assertThat(run("com.example.hosts.kotlin.KotlinHostKt", REACTIVE, R2DBC, DEVELOPER_TOOLS))
                .contains(UNCHANGED, SAFE, "recorded: 1")
                .endsWith("exit code 0");
    }

    private static String run(String main, String[]... missing) throws Exception {
        return HostProcess.run(main, Stream.of(missing).flatMap(Stream::of).toList());
    }
}
