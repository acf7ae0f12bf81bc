package dev.readiness.secrets;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/** An event, or a part of one, whose texts hide {@link LoadedSecrets}; for appenders that do not write through an encoder. */
final class MaskedEvent implements InvocationHandler {

    private final Object part;

    private MaskedEvent(Object part) {
        this.part = part;
    }

    static ILoggingEvent of(ILoggingEvent event) {
        return (ILoggingEvent) proxy(ILoggingEvent.class, event);
    }

    private static Object proxy(Class<?> type, Object part) {
        return Proxy.newProxyInstance(MaskedEvent.class.getClassLoader(), new Class<?>[] {type}, new MaskedEvent(part));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return masked(method.invoke(part, arguments));
        } catch (InvocationTargetException ex) {
            throw ex.getCause() == null ? ex : ex.getCause();
        }
    }

    private static @Nullable Object masked(@Nullable Object value) {
        if (value instanceof String text) {
            return LoadedSecrets.mask().mask(text);
        }
        if (value instanceof IThrowableProxy throwable) {
            return proxy(IThrowableProxy.class, throwable);
        }
        if (value instanceof IThrowableProxy[] throwables) {
            IThrowableProxy[] masked = new IThrowableProxy[throwables.length];
            for (int i = 0; i < masked.length; i++) {
                masked[i] = (IThrowableProxy) proxy(IThrowableProxy.class, throwables[i]);
            }
            return masked;
        }
        if (value instanceof Object[] values && values.getClass() == Object[].class) {
            @Nullable Object[] masked = new @Nullable Object[values.length];
            for (int i = 0; i < masked.length; i++) {
                masked[i] = values[i] == null ? null : LoadedSecrets.mask().mask(String.valueOf(values[i]));
            }
            return masked;
        }
        if (value instanceof List<?> parts) {
            return parts.stream()
                    .map(part -> part instanceof KeyValuePair pair ? masked(pair) : part)
                    .toList();
        }
        if (value instanceof Map<?, ?> texts) {
            Map<Object, @Nullable Object> masked = new LinkedHashMap<>();
            texts.forEach((name, text) -> masked.put(name, masked(text)));
            return masked;
        }
        return value;
    }

    private static KeyValuePair masked(KeyValuePair pair) {
        Object value = pair.value;
        String text = String.valueOf(value);
        String safe = LoadedSecrets.mask().mask(text);
        // An encoder writes a number as a number. What an object shows to one is not known, so of it the text is passed
        // on.
        boolean isPlain = value == null || value instanceof Number || value instanceof Boolean;
        return isPlain && safe.equals(text) ? pair : new KeyValuePair(pair.key, safe);
    }
}
