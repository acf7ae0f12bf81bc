package dev.readiness.spring.assessment;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Endpoint.Origin;
import java.util.Optional;
import org.springframework.util.ClassUtils;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;

/** Reads who speaks at the other end of a web socket of Spring MVC. */
final class WebSocketHandlers {

    private static final boolean PRESENT = ClassUtils.isPresent(
            "org.springframework.web.socket.server.support.WebSocketHttpRequestHandler",
            WebSocketHandlers.class.getClassLoader());

    private static final boolean MESSAGING_PRESENT = ClassUtils.isPresent(
            "org.springframework.messaging.MessageHandler", WebSocketHandlers.class.getClassLoader());

    private WebSocketHandlers() {}

    /** Returns the endpoint at {@code path}, if {@code handler} opens web sockets. Whoever opens one may send messages. */
    static Optional<Endpoint> endpointOf(String path, Object handler) {
        return PRESENT ? Sockets.endpointOf(path, handler) : Optional.empty();
    }

    /** Touched only if the library is there. */
    private static final class Sockets {

        static Optional<Endpoint> endpointOf(String path, Object handler) {
            if (handler instanceof WebSocketHttpRequestHandler plain) {
                return Optional.of(endpoint("GET", path, "WebSocket ", plain.getWebSocketHandler()));
            }
            return handler instanceof SockJsHttpRequestHandler sockJs
                    ? Optional.of(endpoint(HttpMethods.ANY, path, "SockJS ", sockJs.getWebSocketHandler()))
                    : Optional.empty();
        }

        private static Endpoint endpoint(String method, String path, String kind, WebSocketHandler handler) {
            return new Endpoint(method, path, kind + nameOf(handler), Origin.APPLICATION, true, true, false);
        }

        private static String nameOf(WebSocketHandler handler) {
            WebSocketHandler inner = WebSocketHandlerDecorator.unwrap(handler);
            return MESSAGING_PRESENT && inner instanceof SubProtocolWebSocketHandler
                    ? "STOMP"
                    : ClassUtils.getUserClass(inner).getSimpleName();
        }
    }
}
