package dev.readiness.spring.security;

import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.MappingMatch;

/**
 * How a request of a dry run came to its servlet.
 *
 * @param prefix path under which the servlet is mapped, empty for the default servlet
 */
record DryRunMapping(String prefix) implements HttpServletMapping {

    @Override
    public String getMatchValue() {
        return prefix.isEmpty() ? "" : prefix.substring(1);
    }

    @Override
    public String getPattern() {
        return prefix.isEmpty() ? "/" : prefix + "/*";
    }

    @Override
    public String getServletName() {
        return "dispatcherServlet";
    }

    @Override
    public MappingMatch getMappingMatch() {
        return prefix.isEmpty() ? MappingMatch.DEFAULT : MappingMatch.PATH;
    }
}
