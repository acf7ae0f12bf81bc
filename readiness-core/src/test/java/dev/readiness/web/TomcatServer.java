package dev.readiness.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.io.File;
import java.net.InetAddress;
import java.net.URI;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** A real Tomcat on a free port of the loopback address, with one servlet and at most one filter in front of it. */
final class TomcatServer implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();

    private TomcatServer(File directory, Filter filter, Servlet servlet) throws LifecycleException {
        tomcat.setBaseDir(directory.getPath());
        tomcat.setPort(0);
        tomcat.getConnector()
                .setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
        Context context = tomcat.addContext("", directory.getPath());
        Wrapper wrapper = Tomcat.addServlet(context, "servlet", servlet);
        wrapper.addMapping("/*");
        wrapper.setAsyncSupported(true);
        if (filter != null) {
            addFilter(context, filter);
        }
        tomcat.start();
    }

    static TomcatServer start(File directory, Servlet servlet) throws LifecycleException {
        return new TomcatServer(directory, null, servlet);
    }

    static TomcatServer start(File directory, Filter filter, Servlet servlet) throws LifecycleException {
        return new TomcatServer(directory, filter, servlet);
    }

    private static void addFilter(Context context, Filter filter) {
        FilterDef definition = new FilterDef();
        definition.setFilterName("filter");
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        FilterMap mapping = new FilterMap();
        mapping.setFilterName("filter");
        mapping.setDispatcher(DispatcherType.REQUEST.name());
        mapping.setDispatcher(DispatcherType.ASYNC.name());
        mapping.addURLPattern("/*");
        context.addFilterDef(definition);
        context.addFilterMap(mapping);
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
