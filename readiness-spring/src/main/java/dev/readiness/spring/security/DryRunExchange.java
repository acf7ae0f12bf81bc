package dev.readiness.spring.security;

import org.springframework.context.ApplicationContext;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.DefaultServerWebExchange;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.session.DefaultWebSessionManager;

/** Puts a request that nobody sent and an answer that nobody receives together, as a reactive application sees them. */
final class DryRunExchange {

    private static final ServerCodecConfigurer CODECS = ServerCodecConfigurer.create();

    private DryRunExchange() {}

    static ServerWebExchange of(
            DryRunServerRequest request, DryRunServerResponse response, ApplicationContext context) {
        // A subclass, because the constructor is protected in Spring Framework 6.
        ServerWebExchange exchange = new DefaultServerWebExchange(
                request,
                response,
                new DefaultWebSessionManager(),
                CODECS,
                new AcceptHeaderLocaleContextResolver(),
                context) {};
        exchange.getAttributes().put(DryRunServerRequest.DRY_RUN, true);
        return exchange;
    }
}
